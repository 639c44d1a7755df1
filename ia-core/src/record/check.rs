//! Whether a record is consistent with itself.

use super::{Coverage, Id, Known, Office, Record, Training};
use crate::calendar::Date;
use crate::error::{Errors, InputCode, InputErrors, Place};
use crate::order::{ById, in_order};

impl Record {
    /// What contradicts itself in the record: periods that end before they start, equal ids,
    /// references to nothing, facts after the days it covers. Empty when consistent.
    pub fn check(&self) -> InputErrors {
        self.check_at(&Place::Root)
    }

    fn check_at(&self, at: &Place<'_>) -> InputErrors {
        let mut errors = Errors::default();
        self.check_into(at, &mut errors);
        errors.shown()
    }

    /// The same, beside other errors.
    pub(crate) fn check_into(&self, at: &Place<'_>, errors: &mut Errors) {
        Check { errors, covers: self.covers }.record(self, at);
    }
}

impl Office {
    /// Reports an end before the first day, and an area that is not there.
    pub(crate) fn check(&self, at: &Place<'_>, is_area: &dyn Fn(&str) -> bool, errors: &mut Errors) {
        if self.to.is_some_and(|to| to < self.from) {
            errors.simple(InputCode::EndBeforeStart, &at.key("to"));
        }
        if self.area.as_ref().is_some_and(|area| !is_area(area.as_str())) {
            errors.simple(InputCode::UnknownReference, &at.key("area"));
        }
    }
}

impl Training {
    /// Reports one that had not happened by the last day that the record covers.
    pub(crate) fn check(&self, at: &Place<'_>, covers: Option<Coverage>, errors: &mut Errors) {
        Check { errors, covers }.happened(at, "completed", self.completed);
    }
}

struct Check<'e> {
    errors: &'e mut Errors,
    covers: Option<Coverage>,
}

/// The ids of a section; none when it is not known.
type Ids<'r> = Option<ById<'r>>;

fn ids<'r, T>(section: Option<&'r [T]>, id: impl Fn(&'r T) -> Option<&'r Id>) -> Ids<'r> {
    section.map(|section| ById::new(section, |entry| Some((id(entry)?.as_str(), Date::MIN))))
}

impl Check<'_> {
    fn report(&mut self, code: InputCode, at: &Place<'_>) {
        self.errors.simple(code, at);
    }

    fn order(&mut self, at: &Place<'_>, from: Date, to: Option<Date>) {
        if to.is_some_and(|to| to < from) {
            self.report(InputCode::EndBeforeStart, &at.key("to"));
        }
    }

    /// A fact is something that has happened: not after the days covered.
    fn happened(&mut self, at: &Place<'_>, key: &'static str, day: Date) {
        if self.covers.is_some_and(|covers| day > covers.to) {
            self.report(InputCode::AfterCoverage, &at.key(key));
        }
    }

    fn unique<T>(&mut self, at: &Place<'_>, section: &[T], id: impl Fn(&T) -> Option<&Id>) {
        self.unique_of(at, section.len(), &|nth| section.get(nth).and_then(&id));
    }

    /// Not generic: one piece of code for all sections.
    fn unique_of<'a>(&mut self, at: &Place<'_>, count: usize, id: &dyn Fn(usize) -> Option<&'a Id>) {
        let ids: Vec<Option<&Id>> = (0..count).map(id).collect();
        let sorted = in_order(&ids, |id| id.map(|id| (Date::MIN, id.as_str())));
        for pair in sorted.windows(2) {
            if let [(_, first), (index, second)] = pair
                && first == second
            {
                self.report(InputCode::DuplicateId, &at.index(*index).key("id"));
            }
        }
    }

    /// A reference into a section, when the section is there.
    fn refers(&mut self, at: &Place<'_>, key: &'static str, id: Option<&Id>, section: &Ids<'_>) {
        if let (Some(id), Some(section)) = (id, section)
            && !section.has(id.as_str())
        {
            self.report(InputCode::UnknownReference, &at.key(key));
        }
    }

    fn record(&mut self, record: &Record, root: &Place<'_>) {
        match record.covers {
            Some(covers) => self.order(&root.key("covers"), covers.from, Some(covers.to)),
            None if record.has_sections() => self.report(InputCode::MissingKey, &root.key("covers")),
            None => {}
        }
        let areas = record.workplace.as_ref().and_then(|workplace| workplace.areas.as_deref());
        let areas = ids(areas, |area| Some(&area.id));
        self.workplace(record, &areas, root);
        self.organisation(record, &areas, root);
        self.risk(record, root);
        self.absences(record, root);
        each(record.answers.as_deref(), &root.key("answers"), |at, answer| {
            self.happened(at, "date", answer.date);
        });
    }

    fn workplace(&mut self, record: &Record, areas: &Ids<'_>, root: &Place<'_>) {
        let Some(workplace) = &record.workplace else {
            return;
        };
        let at = root.key("workplace");
        each(workplace.headcount.as_deref(), &at.key("headcount"), |at, count| {
            self.happened(at, "from", count.from);
        });
        each(workplace.committee_headcount.as_deref(), &at.key("committee_headcount"), |at, count| {
            self.happened(at, "from", count.from);
        });
        each(workplace.agreements.as_deref(), &at.key("agreements"), |at, agreement| {
            self.order(at, agreement.from, agreement.to);
        });
        each(workplace.guidelines.as_deref(), &at.key("guidelines"), |at, adoption| {
            self.order(at, adoption.from, adoption.to);
        });
        if let Some(areas) = &workplace.areas {
            self.unique(&at.key("areas"), areas, |area| Some(&area.id));
        }
        if let Some(units) = &workplace.units {
            self.unique(&at.key("units"), units, |unit| Some(&unit.id));
        }
        each(workplace.units.as_deref(), &at.key("units"), |at, unit| {
            self.refers(at, "area", unit.area.as_ref(), areas);
        });
    }

    fn organisation(&mut self, record: &Record, areas: &Ids<'_>, root: &Place<'_>) {
        let is_area = |id: &str| areas.as_ref().is_none_or(|areas| areas.has(id));
        each(record.offices.as_deref(), &root.key("offices"), |at, office| {
            office.check(at, &is_area, self.errors);
        });
        each(record.bodies.as_deref(), &root.key("bodies"), |at, body| {
            self.happened(at, "from", body.from);
            self.order(at, body.from, body.to);
        });
        if let Some(matters) = &record.matters {
            self.unique(&root.key("matters"), matters, |matter| Some(&matter.id));
        }
        each(record.matters.as_deref(), &root.key("matters"), |at, matter| {
            self.happened(at, "date", matter.date);
            each(matter.areas.as_deref(), &at.key("areas"), |at, area| {
                if areas.as_ref().is_some_and(|areas| !areas.has(area.as_str())) {
                    self.report(InputCode::UnknownReference, at);
                }
            });
        });
        each(record.absence_rates.as_deref(), &root.key("absence_rates"), |at, rate| {
            self.happened(at, "to", rate.to);
            self.order(at, rate.from, Some(rate.to));
        });
        each(record.training.as_deref(), &root.key("training"), |at, training| {
            training.check(at, self.covers, self.errors);
        });
        if let Some(meetings) = &record.meetings {
            self.unique(&root.key("meetings"), meetings, |meeting| meeting.id.as_ref());
        }
        each(record.meetings.as_deref(), &root.key("meetings"), |at, meeting| {
            self.happened(at, "date", meeting.date);
            self.refers(at, "area", meeting.area.as_ref(), areas);
        });
        each(record.documents.as_deref(), &root.key("documents"), |at, document| {
            self.happened(at, "date", document.date);
            self.order(at, document.date, document.to);
        });
        each(record.notices.as_deref(), &root.key("notices"), |at, notice| {
            self.happened(at, "date", notice.date);
        });
        each(record.surveys.as_deref(), &root.key("surveys"), |at, round| {
            self.happened(at, "from", round.from);
        });
    }

    fn risk(&mut self, record: &Record, root: &Place<'_>) {
        let changes = record.changes.as_deref();
        let risks = record.risk_assessments.as_deref();
        let change_ids = ids(changes, |change| Some(&change.id));
        let risk_ids = ids(risks, |risk| risk.id.as_ref());
        if let Some(changes) = changes {
            self.unique(&root.key("changes"), changes, |change| Some(&change.id));
        }
        if let Some(risks) = risks {
            self.unique(&root.key("risk_assessments"), risks, |risk| risk.id.as_ref());
        }
        each(risks, &root.key("risk_assessments"), |at, risk| {
            self.happened(at, "date", risk.date);
            self.refers(at, "change", risk.change.as_ref().and_then(Known::yes), &change_ids);
        });
        each(changes, &root.key("changes"), |at, change| self.happened(at, "planned", change.planned));
        if let Some(measures) = &record.measures {
            self.unique(&root.key("measures"), measures, |measure| Some(&measure.id));
        }
        each(record.measures.as_deref(), &root.key("measures"), |at, measure| {
            self.happened(at, "decided", measure.decided);
            self.refers(at, "risk", measure.risk.as_ref(), &risk_ids);
        });
        if let Some(deviations) = &record.deviations {
            self.unique(&root.key("deviations"), deviations, |deviation| Some(&deviation.id));
        }
        each(record.deviations.as_deref(), &root.key("deviations"), |at, deviation| {
            self.happened(at, "date", deviation.date);
        });
        each(record.consultations.as_deref(), &root.key("consultations"), |at, consultation| {
            self.happened(at, "date", consultation.date);
            self.refers(at, "change", consultation.change.as_ref(), &change_ids);
        });
    }

    fn absences(&mut self, record: &Record, root: &Place<'_>) {
        if let Some(absences) = &record.absences {
            self.unique(&root.key("absences"), absences, |absence| Some(&absence.id));
        }
        each(record.absences.as_deref(), &root.key("absences"), |at, absence| {
            self.happened(at, "from", absence.from);
            self.order(at, absence.from, absence.to);
            if let Some(continuous) = absence.continuous_from {
                self.happened(at, "continuous_from", continuous);
                self.order(at, continuous, absence.to.filter(|to| *to >= absence.from));
            }
            each(absence.certificates.as_deref(), &at.key("certificates"), |at, certificate| {
                self.order(at, certificate.from, Some(certificate.to));
            });
            each(absence.plans.as_deref(), &at.key("plans"), |at, plan| self.happened(at, "date", plan.date));
        });
    }
}

impl Record {
    fn has_sections(&self) -> bool {
        let Self {
            covers: _,
            workplace,
            offices,
            bodies,
            training,
            meetings,
            documents,
            risk_assessments,
            changes,
            measures,
            deviations,
            matters,
            surveys,
            notices,
            consultations,
            absence_rates,
            absences,
            answers,
        } = self;
        workplace.is_some()
            || offices.is_some()
            || bodies.is_some()
            || training.is_some()
            || meetings.is_some()
            || documents.is_some()
            || risk_assessments.is_some()
            || changes.is_some()
            || measures.is_some()
            || deviations.is_some()
            || matters.is_some()
            || surveys.is_some()
            || notices.is_some()
            || consultations.is_some()
            || absence_rates.is_some()
            || absences.is_some()
            || answers.is_some()
    }
}

fn each<T>(section: Option<&[T]>, at: &Place<'_>, mut look: impl FnMut(&Place<'_>, &T)) {
    for (index, entry) in section.unwrap_or_default().iter().enumerate() {
        look(&at.index(index), entry);
    }
}
