package dev.vitals.exporter.http;

import dev.vitals.exporter.model.Actions;
import dev.vitals.exporter.model.Control;
import dev.vitals.exporter.model.Documents;
import dev.vitals.exporter.model.SnapshotSource;
import java.util.function.Consumer;

/**
 * What stands behind the endpoint.
 *
 * @param log takes lines for the agent's log, audit lines among them; called by its threads
 */
public record Served(
    SnapshotSource source,
    Documents documents,
    Control control,
    Actions actions,
    Consumer<String> log) {}
