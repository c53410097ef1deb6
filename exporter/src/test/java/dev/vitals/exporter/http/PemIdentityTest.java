package dev.vitals.exporter.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemIdentityTest {
  private static final TestCertificates RSA = TestCertificates.of("RSA", "one");
  private static final TestCertificates EC = TestCertificates.of("EC", "one");

  @TempDir private Path folder;

  @Test
  void reads_a_key_and_the_chain_in_its_order() throws AccessException {
    for (TestCertificates own : List.of(RSA, EC)) {
      TestCertificates other = own == RSA ? EC : RSA;
      String chain =
          "Bag Attributes: a word before\n" + own.certificatePem() + "\n" + other.certificatePem();
      PemIdentity identity = parse(chain.replace("\n", "\r\n"), "# mine\n" + own.keyPem());
      assertArrayEquals(new Object[] {own.certificate, other.certificate}, identity.chain());
      assertEquals(own.key, identity.key());
      assertEquals(own.key.getAlgorithm(), identity.keyType());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIF\n-----END ENCRYPTED PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nMIIF\n-----END RSA PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\nMIIF\n-----END RSA PRIVATE KEY-----",
        "-----BEGIN EC PARAMETERS-----\nBggq\n-----END EC PARAMETERS-----\n"
            + "-----BEGIN EC PRIVATE KEY-----\nMHcC\n-----END EC PRIVATE KEY-----"
      })
  void says_how_to_convert_a_key_it_does_not_take(String key) {
    String message = failureOf(RSA.certificatePem(), key);
    assertTrue(
        message.endsWith("openssl pkcs8 -topk8 -nocrypt -in the.key -out the.key.pkcs8"), message);
    assertFalse(message.contains("MIIF") || message.contains("MHcC"), message);
  }

  @Test
  void the_command_it_names_converts_such_keys() throws IOException, InterruptedException {
    assumeTrue(isThere("openssl"), "openssl is not installed here");
    for (TestCertificates own : List.of(RSA, EC)) {
      Path plain = Files.writeString(folder.resolve("plain.pem"), own.keyPem());
      for (String old : List.of("-traditional", "-aes256")) {
        Path key = folder.resolve("old.pem");
        String[] options =
            old.equals("-aes256") ? new String[] {old, "-passout", "pass:x"} : new String[] {old};
        run("openssl pkey -in " + plain + " -out " + key + " " + String.join(" ", options));
        String refused = failureOf(own.certificatePem(), Files.readString(key));
        assertTrue(refused.contains("openssl"), refused);
        String command = refused.substring(refused.indexOf("openssl")).replace("the.key", key + "");
        run(command + (old.equals("-aes256") ? " -passin pass:x" : ""));
        PemIdentity identity =
            parse(own.certificatePem(), Files.readString(Path.of(key + ".pkcs8")));
        assertEquals(own.key.getAlgorithm(), identity.keyType());
      }
    }
  }

  @Test
  void says_what_is_wrong_with_files_that_do_not_fit() {
    String key = RSA.keyPem();
    String certificate = RSA.certificatePem();
    assertMessage("the.crt has no certificate (-----BEGIN CERTIFICATE-----)", "", key);
    assertMessage("the.crt has no certificate (-----BEGIN CERTIFICATE-----)", key, key);
    assertMessage("the.key has no private key (-----BEGIN PRIVATE KEY-----)", certificate, "");
    assertMessage("the.key has no private key", certificate, certificate);
    assertMessage(
        "the.key is not the key of the first certificate in the.crt",
        certificate,
        TestCertificates.of("RSA", "two").keyPem());
    assertMessage(
        "the.key: the private key cannot be read as the RSA key", certificate, EC.keyPem());
    assertMessage(
        "the.key: the private key cannot be read as the EC key", EC.certificatePem(), key);
    assertMessage(
        "the.key: the private key cannot be read as the EC key",
        EC.certificatePem() + certificate,
        key);
    assertMessage("the.crt: certificate 1 cannot be read", certificate.substring(0, 300), key);
    assertMessage(
        "the.crt: certificate 2 cannot be read", certificate + certificate.substring(0, 300), key);
    assertMessage(
        "the.crt: certificate 1 cannot be read",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        key);
    assertMessage("the.crt: certificate 17 cannot be read", certificate.repeat(17), key);
    assertMessage(
        "the.key: the private key cannot be read; is the file whole?",
        certificate,
        key.substring(0, 300));
  }

  private static void assertMessage(String start, String certificates, String key) {
    String message = failureOf(certificates, key);
    assertTrue(message.startsWith(start), message);
  }

  private static String failureOf(String certificates, String key) {
    return assertThrows(AccessException.class, () -> parse(certificates, key)).getMessage();
  }

  private static PemIdentity parse(String certificates, String key) throws AccessException {
    return PemIdentity.parse(
        certificates.getBytes(StandardCharsets.UTF_8),
        "the.crt",
        key.getBytes(StandardCharsets.UTF_8),
        "the.key");
  }

  private static boolean isThere(String program) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  private static void run(String command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command.split(" ")).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), command);
    assertEquals(0, process.exitValue(), command + ": " + output);
  }
}
