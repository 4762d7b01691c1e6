//! The rules as people are told of them: `explain` and the field manual print these.

/// A rule as people are told of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rule {
    /// Id, such as `time.weekday.past`. The part before the first dot names the stage.
    pub id: &'static str,
    /// What it does, in a sentence.
    pub description: &'static str,
    /// A sentence in which it fires.
    pub example: &'static str,
}

/// All rules of all stages, in the order of the stages. Each stage keeps its own table beside its code.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    const STAGES: &[&[Rule]] = &[
        crate::times::RULES,
        crate::entities::RULES,
        crate::statements::RULES,
        crate::events::RULES,
        crate::figures::RULES,
        crate::terms::RULES,
    ];
    STAGES.iter().flat_map(|stage| stage.iter())
}
