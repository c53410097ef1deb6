package dev.vitals.exporter.http;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A chain of certificates and the key of the first, read from PEM. */
final class PemIdentity {
  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String KEY = "PRIVATE KEY";
  private static final int MAX_CERTIFICATES = 16;

  private final List<X509Certificate> chain;
  private final PrivateKey key;

  private PemIdentity(List<X509Certificate> chain, PrivateKey key) {
    this.chain = List.copyOf(chain);
    this.key = key;
  }

  /**
   * @param certificateFile how the file with {@code certificates} is called in a message
   * @param keyFile how the file with {@code keyPem} is called in a message
   */
  static PemIdentity parse(
      byte[] certificates, String certificateFile, byte[] keyPem, String keyFile)
      throws AccessException {
    List<X509Certificate> chain = chain(text(certificates), certificateFile);
    PublicKey publicKey = chain.get(0).getPublicKey();
    PrivateKey key = key(text(keyPem), keyFile, publicKey.getAlgorithm(), certificateFile);
    if (!belongsTo(key, publicKey)) {
      throw new AccessException(
          keyFile
              + " is not the key of the first certificate in "
              + certificateFile
              + "; the server's own certificate comes first, then those that vouch for it");
    }
    return new PemIdentity(chain, key);
  }

  /** RSA or EC. */
  String keyType() {
    return key.getAlgorithm();
  }

  PrivateKey key() {
    return key;
  }

  X509Certificate[] chain() {
    return chain.toArray(new X509Certificate[0]);
  }

  private static String text(byte[] pem) {
    return new String(pem, StandardCharsets.ISO_8859_1);
  }

  private static List<X509Certificate> chain(String pem, String file) throws AccessException {
    List<X509Certificate> chain = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      int from = pem.indexOf(begin(CERTIFICATE));
      while (from >= 0) {
        byte[] block = block(pem, CERTIFICATE, from);
        if (block == null || chain.size() == MAX_CERTIFICATES) {
          throw new CertificateException();
        }
        chain.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block)));
        from = pem.indexOf(begin(CERTIFICATE), pem.indexOf(end(CERTIFICATE), from));
      }
    } catch (CertificateException | IllegalArgumentException e) {
      throw new AccessException(
          file
              + ": certificate "
              + (chain.size() + 1)
              + " cannot be read (at most "
              + MAX_CERTIFICATES
              + " may follow one another); is the file whole?");
    }
    if (chain.isEmpty()) {
      throw new AccessException(file + " has no certificate (" + begin(CERTIFICATE) + ")");
    }
    return chain;
  }

  private static PrivateKey key(String pem, String file, String algorithm, String certificateFile)
      throws AccessException {
    if (!pem.contains(begin(KEY))) {
      throw new AccessException(whyThereIsNoKey(pem, file));
    }
    if (!algorithm.equals("RSA") && !algorithm.equals("EC")) {
      throw new AccessException(
          certificateFile + " has a key of a kind that is not taken; RSA and EC are");
    }
    try {
      byte[] encoded = block(pem, KEY, 0);
      if (encoded == null) {
        throw new AccessException(file + ": the private key cannot be read; is the file whole?");
      }
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new AccessException(
          file
              + ": the private key cannot be read as the "
              + algorithm
              + " key that the certificate in "
              + certificateFile
              + " has");
    }
  }

  private static String whyThereIsNoKey(String pem, String file) {
    String what;
    if (pem.contains("ENCRYPTED")) {
      what = "an encrypted key";
    } else if (pem.contains("-----BEGIN RSA PRIVATE KEY")) {
      what = "a key in PKCS#1";
    } else if (pem.contains("-----BEGIN EC PRIVATE KEY")) {
      what = "a key in SEC 1";
    } else {
      return file + " has no private key (" + begin(KEY) + ")";
    }
    return file
        + " has "
        + what
        + "; an unencrypted key in PKCS#8 is needed, which this writes: openssl pkcs8 -topk8"
        + " -nocrypt -in "
        + file
        + " -out "
        + file
        + ".pkcs8";
  }

  /** The bytes of the first block at or after {@code from}; null where there is no whole one. */
  private static byte[] block(String pem, String label, int from) {
    int begin = pem.indexOf(begin(label), from);
    int end = begin < 0 ? -1 : pem.indexOf(end(label), begin);
    return end < 0
        ? null
        : Base64.getMimeDecoder().decode(pem.substring(begin + begin(label).length(), end));
  }

  private static String begin(String label) {
    return "-----BEGIN " + label + "-----";
  }

  private static String end(String label) {
    return "-----END " + label + "-----";
  }

  private static boolean belongsTo(PrivateKey key, PublicKey publicKey) {
    byte[] text = "whose key is this".getBytes(StandardCharsets.US_ASCII);
    try {
      String name = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
      Signature signature = Signature.getInstance(name);
      signature.initSign(key);
      signature.update(text);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      signature.update(text);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
