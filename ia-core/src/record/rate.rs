use crate::calendar::Date;
use crate::json::facts;

facts! {
    /// The workplace's sickness absence in a period, as its statistics say it.
    pub struct AbsenceRate {
        /// The first day.
        pub from: Date,
        /// The last day.
        pub to: Date,
        /// Days lost of days that should have been worked, in hundredths of a percent: 635 is 6.35 %.
        pub hundredths: u16,
    }
}
