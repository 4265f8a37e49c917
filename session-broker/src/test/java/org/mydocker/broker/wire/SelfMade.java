package org.mydocker.broker.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** A key and a certificate for 127.0.0.1 that it made for itself, by the JDK's own tool. */
public final class SelfMade {

  private static final char[] WORD = "only-a-test".toCharArray();

  private final KeyStore store;

  private SelfMade(KeyStore store) {
    this.store = store;
  }

  /** Made in that folder, under that name. */
  public static SelfMade in(Path folder, String name)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "it",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1,dns:localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(WORD),
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).as(Files.readString(folder.resolve(name + ".log"))).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, WORD);
    }
    return new SelfMade(store);
  }

  public String certificate() throws GeneralSecurityException {
    return pem("CERTIFICATE", store.getCertificate("it").getEncoded());
  }

  public String key() throws GeneralSecurityException {
    return pem("PRIVATE KEY", store.getKey("it", WORD).getEncoded());
  }

  /** The same key as older tools write it: what PKCS#8 wraps, without its head of 26 bytes. */
  public String keyOfPkcs1() throws GeneralSecurityException {
    byte[] wrapped = store.getKey("it", WORD).getEncoded();
    return pem("RSA PRIVATE KEY", Arrays.copyOfRange(wrapped, 26, wrapped.length));
  }

  /** To serve with it, trusting those others. */
  public SSLContext trusting(SelfMade... others) throws GeneralSecurityException, IOException {
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(store, WORD);
    KeyStore known = KeyStore.getInstance("PKCS12");
    known.load(null, null);
    for (SelfMade other : others) {
      Certificate certificate = other.store.getCertificate("it");
      known.setCertificateEntry("other" + known.size(), certificate);
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), others.length == 0 ? null : trust(known), null);
    return context;
  }

  private static TrustManager[] trust(KeyStore known) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(known);
    return factory.getTrustManagers();
  }

  private static String pem(String what, byte[] content) {
    String body =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(content);
    return "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
  }
}
