package org.mydocker.system.front;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A made-up certificate for names of this machine, made by openssl: for nginx as PEM, for a Java
 * program as the store of what it trusts.
 */
record Certificate(Path pem, Path key, Path trust) {

  private static final String WORD = "changeit";

  static Certificate forNames(List<String> names, Path directory)
      throws IOException, GeneralSecurityException, InterruptedException {
    Path pem = directory.resolve("site.crt");
    Path key = directory.resolve("site.key");
    make(names, pem, key, directory.resolve("openssl.log"));
    Path trust = directory.resolve("trust.p12");
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(pem);
        OutputStream out = Files.newOutputStream(trust)) {
      store.setCertificateEntry(
          "made-up", CertificateFactory.getInstance("X.509").generateCertificate(in));
      store.store(out, WORD.toCharArray());
    }
    return new Certificate(pem, key, trust);
  }

  private static void make(List<String> names, Path pem, Path key, Path log)
      throws IOException, InterruptedException {
    Process openssl =
        new ProcessBuilder(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=made-up",
                "-addext",
                names.stream()
                    .map("DNS:"::concat)
                    .collect(Collectors.joining(",", "subjectAltName=", "")),
                "-keyout",
                key.toString(),
                "-out",
                pem.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!openssl.waitFor(60, TimeUnit.SECONDS) || openssl.exitValue() != 0) {
      throw new IllegalStateException(Files.readString(log));
    }
  }

  /** The options by which a JVM trusts this certificate and no other. */
  List<String> jvmOptions() {
    return List.of(
        "-Djavax.net.ssl.trustStore=" + trust,
        "-Djavax.net.ssl.trustStorePassword=" + WORD,
        "-Djavax.net.ssl.trustStoreType=PKCS12");
  }

  /** The same for a connection of the test's own. */
  SSLContext client() throws IOException, GeneralSecurityException {
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(KeyStore.getInstance(trust.toFile(), WORD.toCharArray()));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trusted.getTrustManagers(), null);
    return context;
  }
}
