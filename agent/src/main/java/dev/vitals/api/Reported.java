package dev.vitals.api;

import dev.vitals.history.Report;
import dev.vitals.judge.Standing;
import dev.vitals.operate.IncidentHistory;
import java.util.List;

/**
 * Everything a report says, before it has a form.
 *
 * @param past of the period
 * @param review of the limits, over the period
 */
record Reported(
    About about,
    Period period,
    Report report,
    Standing standing,
    IncidentHistory past,
    List<LimitReview.Line> review) {}
