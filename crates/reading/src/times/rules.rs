//! The rules by which times get their values, as `explain` tells them.

use crate::Rule;

const fn rule(id: &'static str, description: &'static str, example: &'static str) -> Rule {
    Rule {
        id,
        description,
        example,
    }
}

/// All rules of this stage.
pub(crate) const RULES: &[Rule] = &[
    rule(
        "time.dateline",
        "The date in the dateline at the head of a report is the day of its telling.",
        "BEIRUT, Oct 3 (Agency) - Two roads were shelled.",
    ),
    rule(
        "time.date",
        "A day, month and year name one day.",
        "The accord was signed on 21 November 1995.",
    ),
    rule(
        "time.date.yearless",
        "A day and month take the year that tense allows: on or before the report's day in the past, on or after it in the future, the nearer one after \"by\", \"for\" or \"until\"; a weekday beside it leaves the years in which it fell on that day.",
        "The bridge was blown up on 4 March.",
    ),
    rule(
        "time.date.figures",
        "A date in figures is read day first or month first as the rest of the report writes its dates.",
        "The mission left on 14/03/2022.",
    ),
    rule(
        "time.figures.unknown",
        "A date in figures stays unknown where nothing in the report shows whether the day or the month comes first.",
        "The mission left on 4/3/2022.",
    ),
    rule(
        "time.day-of-month",
        "A day without month lies in the month that tense or words allow.",
        "The convoy is to leave on the 20th of next month.",
    ),
    rule(
        "time.weekday.past",
        "A weekday in a past clause is the nearest one on or before the report's day.",
        "Shells fell on the port on Wednesday.",
    ),
    rule(
        "time.weekday.future",
        "A weekday in a clause about time to come is the nearest one on or after the report's day.",
        "The envoys will meet on Wednesday.",
    ),
    rule(
        "time.weekday.nearest",
        "A weekday that only names its noun takes the nearer day where the clause does not tell.",
        "Monday's debate might change little.",
    ),
    rule(
        "time.weekday.last",
        "\"Last\" and \"past\" weekdays lie before the report's day.",
        "A mine killed two farmers last Friday.",
    ),
    rule(
        "time.weekday.next",
        "A \"next\" weekday lies in the week after the report's, a \"coming\" one is the nearest after its day.",
        "The hearing is set for next Tuesday.",
    ),
    rule(
        "time.weekday.of-week",
        "A weekday with a week lies in that week, Monday to Sunday.",
        "They crossed on Thursday of last week.",
    ),
    rule(
        "time.weekday.same",
        "\"The same\" weekday lies in the week last told.",
        "The bridge fell on 6 November. The same Friday the airport was closed.",
    ),
    rule(
        "time.weekday.nth",
        "The first, second or last weekday of a month is counted in it.",
        "Polls open on the first Sunday of June.",
    ),
    rule(
        "time.week-of-month",
        "A week of a month is counted from its first day, the last from its end.",
        "Fighting resumed in the last week of May.",
    ),
    rule(
        "time.week-of-date",
        "The week of a date is Monday to Sunday around it; one beginning or ending on a date has seven days from or to it.",
        "Observers arrived in the week of 6 June.",
    ),
    rule(
        "time.month",
        "A month with its year names that month.",
        "The siege began in June 1992.",
    ),
    rule(
        "time.month.bare",
        "A month without year is the latest that has begun, in a clause about time to come the next.",
        "The school was hit in October.",
    ),
    rule(
        "time.month.relative",
        "\"Last\", \"this\" and \"next\" pick a month against the report's.",
        "The talks broke down last month.",
    ),
    rule(
        "time.year",
        "Four digits where a year is meant.",
        "The 2008 war lasted five days.",
    ),
    rule(
        "time.year.relative",
        "\"Last\", \"this\" and \"next year\" are counted from the report's year.",
        "The mandate ends next year.",
    ),
    rule(
        "time.decade",
        "A decade, early or late alike.",
        "Arms flowed in during the late 1970s.",
    ),
    rule(
        "time.century",
        "A century.",
        "The border was drawn in the 19th century.",
    ),
    rule(
        "time.quarter",
        "A quarter of a year is its three months.",
        "Seizures doubled in the first quarter of 2019.",
    ),
    rule(
        "time.landmark",
        "A few attacks are known everywhere by their day alone.",
        "He was recruited before the September 11 attacks.",
    ),
    rule(
        "time.season",
        "A season with its year, as EDTF code 21 to 24.",
        "They fled in the winter of 2014.",
    ),
    rule(
        "time.season.bare",
        "A season without year is the latest that has begun, in a clause about time to come the next.",
        "The pass opens in spring.",
    ),
    rule(
        "time.season.relative",
        "\"Last\", \"this\" and \"next\" pick a season against the report's.",
        "The truce failed last summer.",
    ),
    rule(
        "time.week.relative",
        "A week is counted from the report's, Monday to Sunday.",
        "Observers arrive next week.",
    ),
    rule(
        "time.weekend",
        "The weekend is the latest that has begun, or the coming one in a clause about time to come.",
        "The town changed hands over the weekend.",
    ),
    rule(
        "time.deictic",
        "Today, yesterday and tomorrow are counted from the day of the telling: the dateline's, else that of publication.",
        "The corridor was closed yesterday.",
    ),
    rule(
        "time.deictic.quoted",
        "Today in a quotation is the day on which the narrator says it was uttered.",
        "\"We buried him today,\" she said on Monday.",
    ),
    rule(
        "time.offset.ago",
        "\"Ago\" counts back from the day of the telling, as exactly as the unit is.",
        "The post fell three days ago.",
    ),
    rule(
        "time.offset.told",
        "\"Earlier\" and \"before\" count back from the day last told.",
        "On Friday it spoke of ten, a day earlier of four.",
    ),
    rule(
        "time.offset.report",
        "\"Earlier\" counts back from the day of the telling where no other day has been told near by.",
        "The clinic had been emptied a day earlier.",
    ),
    rule(
        "time.offset.next",
        "\"Later\" and \"the next day\" count on from the day last told, and stay unknown without one.",
        "He was seized on 2 May and shot the next day.",
    ),
    rule(
        "time.offset.event",
        "Days counted from an event take the day that the report gives for it elsewhere.",
        "The ceasefire began on 3 November. Three days after the ceasefire the shelling resumed.",
    ),
    rule(
        "time.offset.date",
        "Days counted from a date.",
        "They left two days after 9 June.",
    ),
    rule(
        "time.window",
        "\"The past\" or \"next\" so many units reach from or to the day of the telling.",
        "Over the past three days six villages were taken.",
    ),
    rule(
        "time.soon",
        "\"The next few days\" are the month they all lie in.",
        "A reply is due in the next few days.",
    ),
    rule(
        "time.same",
        "\"That day\", \"the same week\" take up what was last told.",
        "The depot was hit on 3 November. The same evening the power failed.",
    ),
    rule(
        "time.nth",
        "The second day of a truce or siege is counted from the day that the report gives for its start.",
        "The truce took effect on 3 November. On the second day of the truce aid got through.",
    ),
    rule(
        "time.eve",
        "The eve is the day before.",
        "The vote was held on 3 November. On the eve of the vote the border was shut.",
    ),
    rule(
        "time.feast",
        "A feast is its day in the year nearest to the report.",
        "The guns fell silent at Christmas.",
    ),
    rule(
        "time.night",
        "The midnight between two days bears the date of the second.",
        "It took effect at the midnight of Friday and Saturday.",
    ),
    rule(
        "time.range",
        "Two dates joined by \"to\", \"and\" after \"between\", or a dash make an interval.",
        "Between March and May four aid workers died.",
    ),
    rule(
        "time.since",
        "After \"since\" the interval is open at its end.",
        "The crossing has been shut since December.",
    ),
    rule(
        "time.until",
        "After \"until\" in the past and \"up to\" the interval is open at its start.",
        "The army denied it until August.",
    ),
    rule(
        "time.clock",
        "A clock time alone is of the day told in its sentence or paragraph, else of the report's day.",
        "Sirens sounded at 03:40.",
    ),
    rule(
        "time.clock.dated",
        "A clock time beside a date is of that day.",
        "The pause starts at 1 p.m. on Wednesday.",
    ),
    rule(
        "time.part",
        "A part of a day alone is of the day told in its sentence or paragraph, else of the report's day.",
        "Drones were heard overnight.",
    ),
    rule(
        "time.unknown",
        "What the report does not fix has no value.",
        "Neighbours buried him the next day.",
    ),
];
