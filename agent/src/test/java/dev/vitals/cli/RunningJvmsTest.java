package dev.vitals.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunningJvmsTest {
  @ParameterizedTest
  @CsvSource({
    "java -cp a:b com.acme.Main --port 1,com.acme.Main",
    "java -Xmx1g -jar /opt/shop.jar x,/opt/shop.jar",
    "java -javaagent:a.jar --add-opens java.base/java.lang=ALL-UNNAMED -p mods -m shop/com.acme.Main,shop/com.acme.Main",
    "java --module=shop,shop",
    "java @options com.acme.Main,com.acme.Main",
    "java --class-path=x Main.java,Main.java",
    "java,''",
    "java -version,''",
    "java -jar,''"
  })
  void finds_the_main_class_in_a_command_line(String command, String main) {
    assertEquals(main, RunningJvms.main(List.of(command.split(" "))));
  }
}
