use super::*;

fn read(html: &str) -> Document {
    document("p", html.as_bytes(), None, &Hints::default()).unwrap()
}

#[test]
fn debug_print() {
    let d = read(
        "<html><body><p>Caf&eacute; &amp; bar: two men, said   to be guards, were killed <b>on</b> Monday.</p></body></html>",
    );
    assert_eq!(
        d.report.text,
        "Café & bar: two men, said to be guards, were killed on Monday."
    );
}
