package org.mydocker.system.launch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A form with a file, as a browser sends it. */
public final class Multipart {

  private static final String BOUNDARY = "----a-form-of-a-test";

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  public static String contentType() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }

  public Multipart field(String name, String value) {
    write("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n", BOUNDARY, name);
    body.writeBytes(value.getBytes(StandardCharsets.UTF_8));
    write("\r\n");
    return this;
  }

  /** A zip of these texts by path. */
  public Multipart zip(String name, Map<String, String> files) {
    write(
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"files.zip\"\r\n"
            + "Content-Type: application/zip\r\n\r\n",
        BOUNDARY, name);
    body.writeBytes(zipped(files));
    write("\r\n");
    return this;
  }

  public byte[] bytes() {
    write("--%s--\r\n", BOUNDARY);
    return body.toByteArray();
  }

  private void write(String text, Object... facts) {
    body.writeBytes(text.formatted(facts).getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] zipped(Map<String, String> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
