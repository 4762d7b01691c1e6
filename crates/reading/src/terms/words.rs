//! Questions of the table of deals.

use crate::figures::line::Line;
use dateline_lexicon::DealRole;

/// Whether the table gives the word at `at` this role.
pub(super) fn has_role(line: &Line<'_>, at: u32, role: DealRole) -> bool {
    let roles = |form: &str| line.cx.lexicon.deals.roles(form).contains(&role).then_some(());
    line.find(at, roles).is_some()
}
