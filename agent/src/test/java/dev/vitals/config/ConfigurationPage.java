package dev.vitals.config;

import java.util.List;

/** Writes docs/configuration.md from the keys. */
final class ConfigurationPage {
  private ConfigurationPage() {}

  static String render() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    List<Key<?>> keys = Keys.all(List.of("<name>"));
    for (Key<?> key : keys) {
      page.append("| `").append(key.name()).append("` | ");
      page.append(key.defaultText().isEmpty() ? "" : "`" + key.defaultText() + "`").append(" | ");
      page.append(key.type().expected()).append(" | ");
      page.append(key.dynamic() ? "yes" : "no").append(" | ");
      page.append(key.sentence()).append(" |\n");
    }
    return page.toString();
  }

  private static final String INTRODUCTION =
      """
      # Configuration

      This page is written by a test from the keys in the code; do not edit it by hand
      (`mvn -pl agent -am test -Dtest=ConfigurationPageTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true`
      writes it anew).

      ## Where a value comes from

      The first of these that has the key counts:

      1. the agent argument, `-javaagent:vitals.jar=server.port=9500;quiet=true` (in a shell, quote it because of the `;`)
         or `java -jar vitals.jar attach <pid> -C server.port=9500`
      2. a system property, `-Dvitals.server.port=9500`
      3. an environment variable, `VITALS_SERVER_PORT=9500` (upper case, `.` and `-` become `_`)
      4. the YAML file that `config` names
      5. three variables without the prefix, as the guides call them: `MONITORING_ENABLED` (`enabled`), `MONITORING_INTERVAL`
         (`thresholds.interval`, in seconds) and `ALERT_THRESHOLDS` (`alert-thresholds`)
      6. the default

      Upper or lower case and `_` or `-` in a key make no difference. `monitoring-enabled` and `monitoring-interval` are also
      understood wherever keys are.

      ## The agent argument

      | form | means |
      |---|---|
      | `key=value;key=value` | these values; a comma separates too where every piece between commas is `key=value` |
      | `9464` | `server.port` |
      | `0.0.0.0:9464`, `[::1]:9464` | `server.host` and `server.port` |
      | `9464:vitals.yaml`, `127.0.0.1:9464:vitals.yaml` | the same, and `config` |
      | `vitals.yaml` | `config` |

      A short form and pairs can stand together: `9464;quiet=true`.

      ## The YAML file

      ```yaml
      server:
        port: ${VITALS_PORT_OF_THIS_SERVICE:-9464}
        allowed-hosts: [shop.internal, shop]
      thresholds.cpu.warning: 70%
      ```

      Maps nest or keys carry dots, as you like; lists may be written as YAML lists. `${NAME}` and `${NAME:-default}` take an
      environment variable; `$$` is a plain `$`. At most 1 MiB, UTF-8 or UTF-16 with a byte order mark.

      What is no single value stands only here:

      | key | what |
      |---|---|
      | `rules`, `slas` | what is judged by, and what was promised: [rules.md](rules.md) |
      | `receivers`, `routes` | who is told: [notifications.md](notifications.md) |
      | `email` in a receiver, `maintenance` | mails, and times in which nobody is told: [mail.md](mail.md) |
      | `reports` | a report every day, into a directory and to receivers: [reports.md](reports.md) |
      | `alert-thresholds` | limits as the guides write them, also as JSON in one text: [rules.md](rules.md) |

      When the file changes it is read again ([rules.md](rules.md#when-the-file-changes)).

      ## Values

      Durations carry a unit (`ns`, `us`, `ms`, `s`, `m`, `h`, `d`), and so do sizes (`kB`, `MB`, `GB`, `TB` by thousands, `KiB`,
      `MiB`, `GiB`, `TiB` by 1024); ratios are written `0.3` or `30%`; lists have commas between their items; yes and no are `true`
      and `false`. Secrets are never values: a key that ends in `-file` names the file they stand in, because arguments, properties
      and variables can be read by others. Only receivers also take a secret from the environment, as `password: ${A_VARIABLE}`; one
      that stands in the file as it is leaves its receiver out.

      ## Mistakes

      None of them stops the application. An unknown key is named in one line with the nearest known one; a value that cannot be
      used is named in one line, and the default counts. Two settings are careful instead: where `server.token-file` cannot be
      read the endpoint stays off, and of two limits that contradict each other neither counts. The lines go to stderr unless
      `quiet` is set. An unknown environment variable is only mentioned when it looks like a slip of a known one, because others
      use the prefix too (Kubernetes does, for a service named vitals).

      ## Keys

      *Dynamic* keys take effect in a running agent (change the file, or attach again with new arguments); the others at its next
      start.

      | key | default | takes | dynamic | what for |
      |---|---|---|---|---|
      """;
}
