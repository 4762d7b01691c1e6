//! The closed vocabularies of the contract: kinds of entity, acts, PLOVER types and modes, measures, terms.

use std::fmt;

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident: $($variant:ident $text:literal),+ $(,)?) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[allow(missing_docs)]
        pub enum $name { $($variant),+ }

        impl $name {
            /// All values, in the order of the contract.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The value as the contract writes it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The value written so.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)+ _ => None }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

vocabulary! {
    /// What an entity is.
    EntityKind:
    State "state", Government "government", Military "military", ArmedGroup "armed_group",
    Peacekeepers "peacekeepers", InternationalOrg "international_org", Ngo "ngo", Media "media",
    PoliticalParty "political_party", Population "population", Person "person", Organisation "organisation",
    Place "place",
}

vocabulary! {
    /// What a speaker does by saying something.
    Act:
    Say "say", Confirm "confirm", Deny "deny", Accuse "accuse", Condemn "condemn", Demand "demand",
    Promise "promise", Threaten "threaten", Support "support", Hope "hope", Report "report",
}

vocabulary! {
    /// The sixteen event types of the PLOVER ontology (codes only; the definitions are the project's own).
    EventType:
    Agree "AGREE", Consult "CONSULT", Support "SUPPORT", Cooperate "COOPERATE", Aid "AID", Concede "CONCEDE",
    Retreat "RETREAT", Request "REQUEST", Accuse "ACCUSE", Reject "REJECT", Threaten "THREATEN",
    Protest "PROTEST", Sanction "SANCTION", Mobilize "MOBILIZE", Coerce "COERCE", Assault "ASSAULT",
}

vocabulary! {
    /// How an event was carried out.
    Mode:
    Ceasefire "ceasefire", Withdraw "withdraw", Disarm "disarm", Release "release", Access "access",
    Resign "resign", Visit "visit", Phone "phone", Mediate "mediate", Multilateral "multilateral",
    Condemn "condemn", Allege "allege", Investigate "investigate", ArmedClash "armed_clash",
    Shelling "shelling", Airstrike "airstrike", Drone "drone", Explosives "explosives",
    SuicideAttack "suicide_attack", Firearms "firearms", Abduct "abduct", Torture "torture", Arrest "arrest",
    Seize "seize", Blockade "blockade", Deport "deport", Troops "troops", Weapons "weapons",
    Sanctions "sanctions", Evacuate "evacuate", Humanitarian "humanitarian", Demo "demo", Riot "riot",
}

vocabulary! {
    /// Whether an event is told as having happened.
    Status:
    Actual "actual", Planned "planned", Demanded "demanded", Conditional "conditional", Denied "denied",
    Possible "possible",
}

vocabulary! {
    /// What befell the people that a figure counts.
    Measure:
    Killed "killed", Wounded "wounded", Missing "missing", Captured "captured", Abducted "abducted",
    Arrested "arrested", Displaced "displaced", Evacuated "evacuated", Returned "returned",
    Released "released", Affected "affected", Casualties "casualties",
}

vocabulary! {
    /// What a party is bound, offers or is asked to do.
    TermKind:
    CeaseFire "cease_fire", Withdraw "withdraw", Disarm "disarm", Disband "disband",
    HeavyWeapons "heavy_weapons", Prisoners "prisoners", Access "access", Evacuation "evacuation",
    Monitoring "monitoring", Talks "talks", Political "political", Guarantee "guarantee", Other "other",
}

vocabulary! {
    /// Where a term stands.
    TermStatus:
    Agreed "agreed", Offered "offered", Demanded "demanded", Fulfilled "fulfilled", Violated "violated",
    Refused "refused",
}
