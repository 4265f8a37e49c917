package org.mydocker.web.command;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import org.mydocker.kernel.settings.SiteSettings;
import org.mydocker.web.session.Secrets;

/**
 * The token file {@code command.token} in the data directory: mode 0600, made once, asked for on
 * every command.
 */
@Singleton
public class CommandToken {

  private final byte[] token;

  @Inject
  CommandToken(SiteSettings site) {
    this.token = read(site.dataDirectory()).getBytes(StandardCharsets.US_ASCII);
  }

  /** From this machine, and with the token. */
  public boolean admits(HttpServletRequest request) {
    String sent = request.getHeader("Authorization");
    return fromHere(request.getRemoteAddr())
        && sent != null
        && sent.startsWith("Bearer ")
        && MessageDigest.isEqual(token, sent.substring(7).getBytes(StandardCharsets.US_ASCII));
  }

  private static boolean fromHere(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static String read(Path directory) {
    Path file = directory.resolve("command.token");
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(directory);
        Path fresh =
            Files.createTempFile(
                directory,
                "command",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, Secrets.fresh());
        Files.move(fresh, file);
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + "; is the data directory yours?", e);
    }
  }
}
