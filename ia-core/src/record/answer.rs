use super::Id;
use crate::calendar::Date;
use crate::code::codes;
use crate::json::facts;
use crate::role::Role;

codes! {
    /// A person's judgement of a norm.
    pub enum AnswerValue as "answer" {
        /// It is met.
        Yes = "yes",
        /// It is met in part.
        Partly = "partly",
        /// It is not met.
        No = "no",
        /// It is not relevant here.
        NotRelevant = "not_relevant",
    }
}

facts! {
    /// A person's answer on a norm that the record does not decide by itself.
    pub struct Answer {
        /// The norm's id.
        pub norm: Id,
        /// In which role the person answers.
        pub role: Role,
        /// When.
        pub date: Date,
        /// The answer.
        pub value: AnswerValue,
    }
}
