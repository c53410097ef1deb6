package dev.vitals.pipeline;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

/**
 * What the reply to a command says about Redis as a cache. A field of a hash is an entry as a key
 * is. Not among them: SET with GET, whose reply does not say whether it was set.
 */
enum RedisCommand {
  GET(Meaning.READ),
  GETEX(Meaning.READ),
  HGET(Meaning.READ),
  GETDEL(Meaning.READ_AND_REMOVED),
  GETSET(Meaning.READ_AND_STORED),
  MGET(Meaning.READ_MANY),
  HMGET(Meaning.READ_MANY),
  SET(Meaning.STORED_IF_OK),
  SETEX(Meaning.STORED_IF_OK),
  PSETEX(Meaning.STORED_IF_OK),
  SETNX(Meaning.STORED_IF_TRUE),
  HSETNX(Meaning.STORED_IF_TRUE),
  MSET(Meaning.STORED_PAIRS),
  MSETNX(Meaning.STORED_PAIRS_IF_TRUE),
  HSET(Meaning.STORED_FIELDS),
  HMSET(Meaning.STORED_FIELDS),
  DEL(Meaning.REMOVED),
  UNLINK(Meaning.REMOVED),
  HDEL(Meaning.REMOVED),
  SELECT(Meaning.NONE);

  private enum Meaning {
    NONE,
    READ,
    READ_AND_REMOVED,
    READ_AND_STORED,
    READ_MANY,
    STORED_IF_OK,
    STORED_IF_TRUE,
    STORED_PAIRS,
    STORED_PAIRS_IF_TRUE,
    STORED_FIELDS,
    REMOVED
  }

  private static final RedisCommand[] BY_PACKED_NAME = values();
  private static final long[] PACKED_NAMES = new long[BY_PACKED_NAME.length];

  static {
    Arrays.sort(
        BY_PACKED_NAME, (left, right) -> Long.compare(packed(left.name()), packed(right.name())));
    for (int index = 0; index < PACKED_NAMES.length; index++) {
      PACKED_NAMES[index] = packed(BY_PACKED_NAME[index].name());
    }
  }

  private final Meaning meaning;

  RedisCommand(Meaning meaning) {
    this.meaning = meaning;
  }

  /** The command of this name as it is sent, in any case; null when it says nothing of a cache. */
  static RedisCommand named(byte[] name) {
    if (name.length > Long.BYTES) {
      return null;
    }
    long packed = 0L;
    for (byte letter : name) {
      packed = packed << Byte.SIZE | upper(letter);
    }
    int index = Arrays.binarySearch(PACKED_NAMES, packed);
    return index < 0 ? null : BY_PACKED_NAME[index];
  }

  /**
   * Counts one command.
   *
   * @param reply as a client hands it out: null for nil, numbers or truth, text or bytes
   * @param arguments how many came with the command, keys included
   */
  void count(CacheCounts counts, Object reply, long arguments) {
    switch (meaning) {
      case READ -> read(counts, reply);
      case READ_AND_REMOVED -> {
        if (read(counts, reply)) {
          counts.removals.increment();
        }
      }
      case READ_AND_STORED -> {
        read(counts, reply);
        counts.puts.increment();
      }
      case READ_MANY -> {
        if (reply instanceof List<?> values) {
          readMany(counts, values);
        }
      }
      case STORED_IF_OK -> {
        if (isOk(reply)) {
          counts.puts.increment();
        }
      }
      case STORED_IF_TRUE -> {
        if (number(reply) > 0L) {
          counts.puts.increment();
        }
      }
      case STORED_PAIRS -> counts.puts.add(arguments / 2);
      case STORED_PAIRS_IF_TRUE -> {
        if (number(reply) > 0L) {
          counts.puts.add(arguments / 2);
        }
      }
      case STORED_FIELDS -> counts.puts.add((arguments - 1) / 2);
      case REMOVED -> counts.removals.add(number(reply));
      default -> {}
    }
  }

  private static boolean read(CacheCounts counts, Object reply) {
    (reply == null ? counts.misses : counts.hits).increment();
    return reply != null;
  }

  private static void readMany(CacheCounts counts, List<?> values) {
    int hits = 0;
    try {
      Method hasValue = null;
      for (Object value : values) {
        if (value == null) {
          continue;
        }
        if (hasValue == null) {
          hasValue = presence(value.getClass());
        }
        if (hasValue == null || Boolean.TRUE.equals(hasValue.invoke(value))) {
          hits++;
        }
      }
    } catch (ReflectiveOperationException unreadable) {
      return;
    }
    counts.hits.add(hits);
    counts.misses.add(values.size() - hits);
  }

  /** Lettuce hands out each value with its key, whether it is there or not. */
  private static Method presence(Class<?> type) throws NoSuchMethodException {
    return type.getName().equals("io.lettuce.core.KeyValue") ? type.getMethod("hasValue") : null;
  }

  private static boolean isOk(Object reply) {
    return "OK".equals(reply)
        || reply instanceof byte[] bytes && bytes.length == 2 && bytes[0] == 'O' && bytes[1] == 'K';
  }

  private static long number(Object reply) {
    if (reply instanceof Number number) {
      return number.longValue();
    }
    return Boolean.TRUE.equals(reply) ? 1L : 0L;
  }

  private static long packed(String name) {
    long packed = 0L;
    for (int index = 0; index < name.length(); index++) {
      packed = packed << Byte.SIZE | name.charAt(index);
    }
    return packed;
  }

  private static int upper(byte letter) {
    return (letter >= 'a' && letter <= 'z' ? letter - ('a' - 'A') : letter) & 0xff;
  }
}
