//! Groups that grow by links between two members, in an order that does not depend on how the members came.

/// A place in a list of members: the report, and the number in its list.
pub type At = (u32, u32);

/// Members and the groups they form. Members that must stay apart never come into one group.
#[derive(Clone, Debug)]
pub(crate) struct Groups {
    parent: Vec<u32>,
    apart: Vec<(u32, u32)>,
}

impl Groups {
    /// Every member a group of its own; `apart` are pairs that must stay so.
    pub(crate) fn new(n: usize, apart: Vec<(u32, u32)>) -> Self {
        Self {
            parent: (0..n as u32).collect(),
            apart,
        }
    }

    /// The member that stands for the group: its first.
    pub(crate) fn root(&mut self, member: u32) -> u32 {
        let mut root = member;
        while self.parent[root as usize] != root {
            root = self.parent[root as usize];
        }
        // The way is made short for the next one who asks.
        let mut at = member;
        while self.parent[at as usize] != root {
            at = std::mem::replace(&mut self.parent[at as usize], root);
        }
        root
    }

    /// Whether the groups of two members may become one.
    pub(crate) fn may_join(&mut self, a: u32, b: u32) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        (0..self.apart.len()).all(|n| {
            let (x, y) = self.apart[n];
            let (x, y) = (self.root(x), self.root(y));
            (x, y) != (a, b) && (y, x) != (a, b)
        })
    }

    /// Makes one group of two; the smaller number stands for it. Gives the roots as they were: kept, gone.
    pub(crate) fn join(&mut self, a: u32, b: u32) -> Option<(u32, u32)> {
        let (a, b) = (self.root(a), self.root(b));
        if a == b || !self.may_join(a, b) {
            return None;
        }
        let (kept, gone) = (a.min(b), a.max(b));
        self.parent[gone as usize] = kept;
        Some((kept, gone))
    }

    /// All groups, in the order of their first members; members in order.
    pub(crate) fn all(&mut self) -> Vec<Vec<u32>> {
        let n = self.parent.len();
        let mut number = vec![u32::MAX; n];
        let mut groups: Vec<Vec<u32>> = Vec::new();
        for member in 0..n as u32 {
            let root = self.root(member) as usize;
            if number[root] == u32::MAX {
                number[root] = groups.len() as u32;
                groups.push(Vec::new());
            }
            groups[number[root] as usize].push(member);
        }
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_do_not_depend_on_the_order_of_links() {
        let links = [(0, 3), (3, 4), (1, 2)];
        let mut forth = Groups::new(6, Vec::new());
        let mut back = Groups::new(6, Vec::new());
        for &(a, b) in &links {
            forth.join(a, b);
        }
        for &(a, b) in links.iter().rev() {
            back.join(b, a);
        }
        assert_eq!(forth.all(), back.all());
        assert_eq!(forth.all(), [vec![0, 3, 4], vec![1, 2], vec![5]]);
    }

    #[test]
    fn what_was_set_apart_stays_apart_over_any_way() {
        let mut groups = Groups::new(4, vec![(0, 3)]);
        assert!(groups.join(0, 1).is_some() && groups.join(3, 2).is_some());
        assert!(groups.join(1, 2).is_none());
        assert_eq!(groups.all(), [vec![0, 1], vec![2, 3]]);
    }
}
