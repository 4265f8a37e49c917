package org.mydocker.broker.engine.docker;

import com.github.dockerjava.transport.SSLConfig;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;

/**
 * What a far engine is spoken to with: a folder of ca.pem (who may vouch for it), cert.pem and
 * key.pem (who we are), as the Docker client keeps them. The key may be of PKCS#8, PKCS#1 or SEC 1.
 */
final class DockerCertificates implements SSLConfig {
  private final SSLContext context;

  /**
   * @throws IllegalArgumentException if a file is missing or holds something else
   */
  DockerCertificates(Path folder) {
    Vertx vertx = Vertx.vertx();
    try {
      SSLContext made = SSLContext.getInstance("TLS");
      made.init(
          new PemKeyCertOptions()
              .setCertValue(file(folder, "cert.pem"))
              .setKeyValue(file(folder, "key.pem"))
              .getKeyManagerFactory(vertx)
              .getKeyManagers(),
          new PemTrustOptions()
              .addCertValue(file(folder, "ca.pem"))
              .getTrustManagerFactory(vertx)
              .getTrustManagers(),
          null);
      this.context = made;
    } catch (IllegalArgumentException missing) {
      throw missing;
    } catch (Exception unusable) { // what Vert.x declares
      throw new IllegalArgumentException(
          "mydocker.engine.certificates: ca.pem, cert.pem and key.pem in "
              + folder
              + " are not what a TLS client needs: "
              + unusable.getMessage(),
          unusable);
    } finally {
      vertx.close();
    }
  }

  private static Buffer file(Path folder, String name) {
    try {
      return Buffer.buffer(Files.readAllBytes(folder.resolve(name)));
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "mydocker.engine.certificates: " + folder.resolve(name) + " cannot be read", unreadable);
    }
  }

  @Override
  public SSLContext getSSLContext() {
    return context;
  }
}
