package dev.vitals.notify;

import dev.vitals.config.Fields;
import dev.vitals.config.Mistakes;
import dev.vitals.config.Nearest;
import dev.vitals.config.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads one item of the list {@code receivers}. */
final class ReceiverReader {
  private static final int LONGEST_NAME = 64;
  private static final Set<String> COMMON =
      Set.of("name", "type", "send-resolved", "messages-per-minute");
  private static final Set<String> LOGIN =
      Set.of("token", "token-file", "username", "password", "password-file");
  private static final Set<String> ADDRESS = Set.of("url", "url-file");
  private static final Map<String, Set<String>> KEYS =
      Map.of(
          "alertmanager", Set.of(),
          "webhook", Set.of("hmac-key", "hmac-key-file"),
          "slack", Set.of(),
          "pagerduty", Set.of("routing-key", "routing-key-file"),
          "teams", Set.of());

  private final HttpSender sender;
  private final Origin origin;
  private final Map<String, ChannelReader> others;
  private final Mistakes mistakes;

  ReceiverReader(
      HttpSender sender, Origin origin, Map<String, ChannelReader> others, Mistakes mistakes) {
    this.sender = sender;
    this.origin = origin;
    this.others = others;
    this.mistakes = mistakes;
  }

  /** The receiver, or null where it cannot be used. */
  Receiver read(YamlNode node) {
    Fields fields = new Fields(node, mistakes);
    String name = fields.text("name", null);
    if (name == null || name.length() > LONGEST_NAME) {
      mistakes.hidden(node, "has no name of at most 64 letters; the receiver is left out");
      return null;
    }
    String type = type(fields, node);
    if (type == null) {
      return null;
    }
    fields.nameUnknown(keys(type));
    List<Channel> channels = channels(node, name, type);
    if (channels.isEmpty()) {
      mistakes.hidden(node, "cannot be used like this; the receiver is left out");
      return null;
    }
    boolean mirrors = type.equals("alertmanager");
    return new Receiver(
        name,
        type,
        List.copyOf(channels),
        mirrors,
        mirrors || fields.flag("send-resolved", true),
        fields.whole("messages-per-minute", 30, 1, 1000));
  }

  private String type(Fields fields, YamlNode node) {
    String text = fields.text("type", null);
    Set<String> types = new HashSet<>(KEYS.keySet());
    types.addAll(others.keySet());
    String type = text == null ? "" : text.toLowerCase(Locale.ROOT);
    if (types.contains(type)) {
      return type;
    }
    String nearest = Nearest.to(type, types);
    String hint =
        "; the receiver is left out" + (nearest == null ? "" : " (did you mean " + nearest + "?)");
    if (text == null) {
      mistakes.hidden(node, "has no type" + hint);
    } else {
      mistakes.at(node.get("type"), "is not a type of receiver" + hint);
    }
    return null;
  }

  private Set<String> keys(String type) {
    Set<String> keys = new HashSet<>(COMMON);
    keys.addAll(RouteReader.CONDITIONS);
    ChannelReader other = others.get(type);
    if (other == null) {
      keys.addAll(ADDRESS);
      keys.addAll(KEYS.get(type));
      if (type.equals("alertmanager") || type.equals("webhook")) {
        keys.addAll(LOGIN);
      }
    } else {
      keys.addAll(other.keys());
    }
    return keys;
  }

  private List<Channel> channels(YamlNode node, String name, String type) {
    ChannelReader other = others.get(type);
    if (other != null) {
      Channel channel = other.read(name, node, mistakes);
      return channel == null ? List.of() : List.of(channel);
    }
    SecretReader secrets = new SecretReader(node, mistakes);
    List<Channel> channels =
        type.equals("alertmanager")
            ? alertmanagers(secrets, node, name)
            : web(secrets, node, name, type);
    return secrets.hasRefused() ? List.of() : channels;
  }

  private List<Channel> web(SecretReader secrets, YamlNode node, String name, String type) {
    // Whoever knows the address of an incoming webhook can write into the channel.
    Secret address = secrets.address(type.equals("slack") || type.equals("teams"));
    boolean hasAddress = node.get("url") != null || node.get("url-file") != null;
    if (!hasAddress && type.equals("pagerduty")) {
      address = Secret.text(PagerDutyChannel.DEFAULT_ADDRESS);
    } else if (!hasAddress) {
      mistakes.hidden(node, "needs url-file, or url: ${A_VARIABLE}");
    }
    if (address == null) {
      return List.of();
    }
    Credentials credentials = type.equals("webhook") ? login(secrets, node) : Credentials.NONE;
    Post post = new Post(sender, address, "", credentials);
    switch (type) {
      case "slack":
        return List.of(new SlackChannel(name, post));
      case "teams":
        return List.of(new TeamsChannel(name, post));
      case "pagerduty":
        Secret key = secrets.read("routing-key");
        if (key == null && node.get("routing-key") == null) {
          mistakes.hidden(node, "needs routing-key-file");
        }
        return key == null ? List.of() : List.of(new PagerDutyChannel(name, post, key, origin));
      default:
        return List.of(new WebhookChannel(name, post, secrets.read("hmac-key"), origin));
    }
  }

  private List<Channel> alertmanagers(SecretReader secrets, YamlNode node, String name) {
    List<Channel> channels = new ArrayList<>();
    Credentials credentials = login(secrets, node);
    Secret inFile = secrets.addressInFile();
    if (inFile != null) {
      channels.add(alertmanager(name, inFile, credentials));
    }
    YamlNode urls = node.get("url");
    for (YamlNode url : urls == null ? List.<YamlNode>of() : urls.items()) {
      if (secrets.isUsable(url)) {
        channels.add(alertmanager(name, Secret.text(url.text()), credentials));
      }
    }
    if (urls == null && inFile == null) {
      mistakes.hidden(node, "needs url: the addresses of all instances");
    }
    return channels;
  }

  private Channel alertmanager(String name, Secret address, Credentials credentials) {
    return new AlertmanagerChannel(
        name,
        new Post(sender, address, AlertmanagerChannel.PATH, credentials),
        origin,
        System::currentTimeMillis);
  }

  private Credentials login(SecretReader secrets, YamlNode node) {
    Secret token = secrets.read("token");
    Secret password = secrets.read("password");
    String user = new Fields(node, mistakes).text("username", "");
    if (token != null) {
      return Credentials.bearer(token);
    }
    if (!user.isEmpty() && password != null) {
      return Credentials.basic(user, password);
    }
    boolean isHalf = !user.isEmpty() || password != null;
    if (isHalf && !secrets.hasRefused()) {
      mistakes.hidden(node, "needs both username and password-file; neither is sent");
    }
    return Credentials.NONE;
  }
}
