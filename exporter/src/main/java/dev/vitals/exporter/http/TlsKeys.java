package dev.vitals.exporter.http;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/** Gives each handshake the newest certificate; one that has begun ends with what it began with. */
final class TlsKeys extends X509ExtendedKeyManager {
  private static final String ALIAS = "vitals-";

  private final Watched<PemIdentity> files;
  private PemIdentity newest;
  private PemIdentity before;
  private int version;

  TlsKeys(Watched<PemIdentity> files) {
    this.files = files;
  }

  @Override
  public synchronized String chooseEngineServerAlias(
      String keyType, Principal[] issuers, SSLEngine engine) {
    PemIdentity found = files.current();
    if (found != newest) {
      before = newest;
      newest = found;
      version++;
    }
    return newest.keyType().equals(keyType) ? ALIAS + version : null;
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    PemIdentity identity = identity(alias);
    return identity == null ? null : identity.chain();
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    PemIdentity identity = identity(alias);
    return identity == null ? null : identity.key();
  }

  private synchronized PemIdentity identity(String alias) {
    if (alias.equals(ALIAS + version)) {
      return newest;
    }
    return alias.equals(ALIAS + (version - 1)) ? before : null;
  }

  @Override
  public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
    return chooseEngineServerAlias(keyType, issuers, null);
  }

  @Override
  public String[] getServerAliases(String keyType, Principal[] issuers) {
    String alias = chooseEngineServerAlias(keyType, issuers, null);
    return alias == null ? null : new String[] {alias};
  }

  /** It is never a client. */
  @Override
  public String[] getClientAliases(String keyType, Principal[] issuers) {
    return null;
  }

  /** It is never a client. */
  @Override
  public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
    return null;
  }
}
