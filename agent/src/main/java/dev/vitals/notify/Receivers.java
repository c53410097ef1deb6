package dev.vitals.notify;

import dev.vitals.config.Mistakes;
import dev.vitals.config.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who is told what, as the lists {@code receivers} and {@code routes} of the configuration file say
 * it. Without routes every receiver says itself which alerts it wants.
 *
 * <p><i>Errors:</i> what is wrong is named and left out; the rest works.
 */
public final class Receivers implements AutoCloseable {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int READ_MILLIS = 10_000;
  private static final int MOST = 50;

  private final Map<String, Receiver> byName;
  private final Routing routing;
  private final HttpSender sender;

  private Receivers(Map<String, Receiver> byName, List<Route> routes, HttpSender sender) {
    this.byName = byName;
    this.routing = new Routing(routes);
    this.sender = sender;
  }

  /** Nobody. */
  public static Receivers none() {
    return new Receivers(Map.of(), List.of(), new HttpSender(CONNECT_MILLIS, READ_MILLIS));
  }

  /**
   * @param file the whole configuration file
   * @param others types of receivers besides ours
   */
  public static Receivers read(
      YamlNode file, Origin origin, Map<String, ChannelReader> others, Mistakes mistakes) {
    HttpSender sender = new HttpSender(CONNECT_MILLIS, READ_MILLIS);
    Map<String, Receiver> byName = new LinkedHashMap<>();
    Map<String, YamlNode> nodes = new LinkedHashMap<>();
    ReceiverReader reader = new ReceiverReader(sender, origin, others, mistakes);
    for (YamlNode node : items(file.get("receivers"), mistakes)) {
      Receiver receiver = reader.read(node);
      if (receiver != null && byName.putIfAbsent(receiver.name(), receiver) != null) {
        mistakes.at(node.get("name"), "is the name of another receiver; this one is left out");
      } else if (receiver != null) {
        nodes.put(receiver.name(), node);
      }
    }
    List<Route> routes = new ArrayList<>();
    RouteReader routeReader = new RouteReader(byName.keySet(), mistakes);
    YamlNode list = file.get("routes");
    if (list == null) {
      nodes.forEach((name, node) -> routes.add(routeReader.ofReceiver(node, name)));
    } else {
      read(list, routeReader, routes, mistakes);
      nodes.forEach((name, node) -> unread(node, mistakes));
      name(unreached(file, byName.keySet(), routes), nodes, mistakes);
    }
    return new Receivers(byName, routes, sender);
  }

  public boolean isEmpty() {
    return byName.isEmpty();
  }

  /** Whether there is a receiver of this name that can be used. */
  public boolean has(String name) {
    return byName.containsKey(name);
  }

  /** Whether there is one that can be sent whole texts. */
  public boolean carriesLetters(String name) {
    return has(name) && byName.get(name).channels().get(0) instanceof LetterChannel;
  }

  /** Ends what is under way. */
  @Override
  public void close() {
    sender.close();
  }

  /** In the order of the file. */
  Iterable<Receiver> all() {
    return byName.values();
  }

  Receiver named(String name) {
    return byName.get(name);
  }

  Routing routing() {
    return routing;
  }

  private static List<YamlNode> items(YamlNode list, Mistakes mistakes) {
    List<YamlNode> maps = new ArrayList<>();
    if (list == null) {
      return maps;
    }
    for (YamlNode item : list.items()) {
      if (item.entries().isEmpty()) {
        mistakes.add(item.place() + ": " + item.path() + " holds no keys; it is left out");
      } else if (maps.size() == MOST) {
        mistakes.add(item.place() + ": " + item.path() + " is one too many; it is left out");
      } else {
        maps.add(item);
      }
    }
    return maps;
  }

  private static void read(
      YamlNode list, RouteReader reader, List<Route> routes, Mistakes mistakes) {
    for (YamlNode node : items(list, mistakes)) {
      Route route = reader.read(node);
      if (route != null) {
        routes.add(route);
      }
    }
  }

  private static void unread(YamlNode receiver, Mistakes mistakes) {
    for (Map.Entry<String, YamlNode> entry : receiver.entries().entrySet()) {
      if (RouteReader.CONDITIONS.contains(entry.getKey())) {
        mistakes.add(
            entry.getValue().place()
                + ": "
                + entry.getValue().path()
                + " is not read where there are routes; write it into a route");
      }
    }
  }

  /** Who gets reports needs no route. */
  private static Set<String> unreached(YamlNode file, Set<String> names, List<Route> routes) {
    Set<String> unreached = new LinkedHashSet<>(names);
    for (Route route : routes) {
      unreached.removeAll(route.receivers());
    }
    YamlNode reports = file.get("reports");
    YamlNode reached = reports == null ? null : reports.get("receivers");
    for (YamlNode item : reached == null ? List.<YamlNode>of() : reached.items()) {
      unreached.remove(item.text());
    }
    return unreached;
  }

  private static void name(Set<String> unreached, Map<String, YamlNode> nodes, Mistakes mistakes) {
    for (String name : unreached) {
      mistakes.at(nodes.get(name).get("name"), "is in no route; nothing is sent to it");
    }
  }
}
