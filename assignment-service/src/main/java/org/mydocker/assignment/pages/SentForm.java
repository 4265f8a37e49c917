package org.mydocker.assignment.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.EntityPart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mydocker.assignment.material.Upload;
import org.mydocker.assignment.material.Uploads;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.problem.Refusal;

/**
 * A form as it came: its text fields, and the file in it, kept. An earlier upload that the form
 * still names counts as its file.
 */
record SentForm(Map<String, String> values, Optional<Upload> upload) {

  private static final int LONGEST_FIELD = 400_000;
  private static final int MOST_PARTS = 60;

  static SentForm of(List<EntityPart> parts, Uploads uploads, PersonId person) throws IOException {
    if (parts.size() > MOST_PARTS) {
      throw new Refusal("assignment.form", 400);
    }
    Map<String, String> values = new HashMap<>();
    Optional<Upload> upload = Optional.empty();
    for (EntityPart part : parts) {
      Optional<String> file = part.getFileName().filter(name -> !name.isBlank());
      try (InputStream content = part.getContent()) {
        if (file.isPresent()) {
          upload = Optional.of(uploads.keep(person, file.get(), content));
        } else if (part.getFileName().isEmpty()) {
          values.put(part.getName(), text(content));
        }
      }
    }
    return new SentForm(
        values,
        upload.or(
            () ->
                Optional.ofNullable(values.get("upload"))
                    .flatMap(token -> uploads.find(person, token))));
  }

  /** The fields of a form without a file; the servlet has read them before any resource can. */
  static Map<String, String> plain(HttpServletRequest request) {
    Map<String, String> values = new HashMap<>();
    request
        .getParameterMap()
        .forEach((name, all) -> values.put(name, String.join("", all).replace("\r\n", "\n")));
    return values;
  }

  private static String text(InputStream content) throws IOException {
    byte[] bytes = content.readNBytes(LONGEST_FIELD + 1);
    if (bytes.length > LONGEST_FIELD) {
      throw new Refusal("assignment.form", 400);
    }
    return new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n");
  }
}
