package dev.vitals.notify;

import dev.vitals.config.Mistakes;
import dev.vitals.config.YamlNode;
import java.util.Set;

/** Makes the channel of a type of receiver that is not one of ours, such as e-mail. */
public interface ChannelReader {
  /** The keys it reads, besides those that every receiver has. */
  Set<String> keys();

  /** The channel, or null where that cannot be; then the mistake is named. */
  Channel read(String name, YamlNode receiver, Mistakes mistakes);
}
