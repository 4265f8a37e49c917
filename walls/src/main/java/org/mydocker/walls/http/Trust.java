package org.mydocker.walls.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Whose certificates are believed: the JDK's authorities, and those that the administrator adds.
 */
public final class Trust {
  private final SSLContext context;

  private Trust(SSLContext context) {
    this.context = context;
  }

  /** The JDK's authorities. */
  public static Trust system() {
    return of(List.of());
  }

  /**
   * The JDK's authorities and those of a file.
   *
   * @param pem certificates in PEM, one or several
   * @throws IllegalArgumentException if it cannot be read or holds no certificate
   */
  public static Trust withAuthorities(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      Collection<? extends Certificate> more =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (more.isEmpty()) {
        throw new IllegalArgumentException("no certificate in " + pem);
      }
      return of(more);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException("cannot read certificates from " + pem, e);
    }
  }

  private static Trust of(Collection<? extends Certificate> more) {
    try {
      List<Certificate> all = new ArrayList<>(more);
      for (TrustManager manager : managers(null)) {
        if (manager instanceof X509TrustManager x509) {
          all.addAll(List.<X509Certificate>of(x509.getAcceptedIssuers()));
        }
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate certificate : all) {
        store.setCertificateEntry("ca" + store.size(), certificate);
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(store), null);
      return new Trust(context);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the JDK cannot set up TLS", e);
    }
  }

  private static TrustManager[] managers(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  SSLContext context() {
    return context;
  }
}
