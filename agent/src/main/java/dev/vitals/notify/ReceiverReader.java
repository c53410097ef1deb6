package dev.vitals.notify;

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
    String name = fields.text("name");
    if (name == null || name.length() > LONGEST_NAME) {
      fields.wrong(node, "has no name of at most 64 letters; the receiver is left out");
      return null;
    }
    String type = type(fields, node);
    if (type == null) {
      return null;
    }
    fields.onlyThese(keys(type));
    List<Channel> channels = channels(fields, node, name, type);
    if (channels.isEmpty()) {
      fields.wrong(node, "cannot be used like this; the receiver is left out");
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
    String text = fields.text("type");
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
      fields.wrong(node, "has no type" + hint);
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

  private List<Channel> channels(Fields fields, YamlNode node, String name, String type) {
    ChannelReader other = others.get(type);
    if (other != null) {
      Channel channel = other.read(name, node, mistakes);
      return channel == null ? List.of() : List.of(channel);
    }
    if (type.equals("alertmanager")) {
      return alertmanagers(fields, node, name);
    }
    Secret address = fields.secret("url");
    if (address == null && type.equals("pagerduty")) {
      address = Secret.text(PagerDutyChannel.DEFAULT_ADDRESS);
    }
    if (address == null) {
      fields.wrong(node, "needs url-file or url");
      return List.of();
    }
    if (!fields.has("url-file") && fields.has("url") && !isUsable(fields, node.get("url"))) {
      return List.of();
    }
    Credentials credentials = type.equals("webhook") ? login(fields, node) : Credentials.NONE;
    Post post = new Post(sender, address, "", credentials);
    switch (type) {
      case "slack":
        return List.of(new SlackChannel(name, post));
      case "teams":
        return List.of(new TeamsChannel(name, post));
      case "pagerduty":
        Secret key = fields.secret("routing-key");
        if (key == null) {
          fields.wrong(node, "needs routing-key-file");
          return List.of();
        }
        return List.of(new PagerDutyChannel(name, post, key, origin));
      default:
        return List.of(new WebhookChannel(name, post, fields.secret("hmac-key"), origin));
    }
  }

  private List<Channel> alertmanagers(Fields fields, YamlNode node, String name) {
    List<Channel> channels = new ArrayList<>();
    Credentials credentials = login(fields, node);
    Secret inFile = fields.secretFile("url-file");
    if (inFile != null) {
      channels.add(alertmanager(name, inFile, credentials));
    }
    for (YamlNode url : fields.texts("url")) {
      if (isUsable(fields, url)) {
        channels.add(alertmanager(name, Secret.text(url.text()), credentials));
      }
    }
    if (!fields.has("url") && inFile == null) {
      fields.wrong(node, "needs url: the addresses of all instances");
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

  private static boolean isUsable(Fields fields, YamlNode url) {
    String problem = Target.problem(url.text());
    if (problem != null) {
      fields.wrong(url, problem);
    }
    return problem == null;
  }

  private static Credentials login(Fields fields, YamlNode node) {
    Secret token = fields.secret("token");
    Secret password = fields.secret("password");
    String user = fields.text("username");
    if (token != null) {
      return Credentials.bearer(token);
    }
    if (user != null && !user.isEmpty() && password != null) {
      return Credentials.basic(user, password);
    }
    if (user != null || password != null) {
      fields.wrong(node, "needs both username and password-file; neither is sent");
    }
    return Credentials.NONE;
  }
}
