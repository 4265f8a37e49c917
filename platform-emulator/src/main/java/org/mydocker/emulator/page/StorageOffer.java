package org.mydocker.emulator.page;

import static org.mydocker.emulator.http.Html.escaped;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.mydocker.emulator.http.Request;
import org.mydocker.emulator.http.Response;
import org.mydocker.emulator.lti.Site;

/**
 * Platform storage (LTI Client Side postMessages), which Moodle has not and others have: a page
 * asked for with {@code storage=_parent} keeps values for the tool in its frame itself, with
 * another name in a frame of that name. {@code spelling=long} speaks the subjects in their longer
 * form.
 */
record StorageOffer(String target, boolean spelledLong) {

  private static final String SCRIPT = script();

  static StorageOffer of(Request request) {
    return new StorageOffer(request.value("storage"), request.value("spelling").equals("long"));
  }

  /** Whether anything is offered. */
  private boolean none() {
    return target.isEmpty();
  }

  /** The parameter of the login initiation. */
  void addTo(Map<String, String> fields) {
    if (!none()) {
      fields.put("lti_storage_target", target);
    }
  }

  /** What the frame's address has to say more. */
  String query() {
    return none() ? "" : "&storage=" + URLEncoder.encode(target, StandardCharsets.UTF_8);
  }

  /** What stands in the page before the tool's frame. */
  String beside(Site site) {
    if (none()) {
      return "";
    }
    boolean here = target.equals("_parent");
    String frame =
        "<iframe hidden name=\"%s\" src=\"%s/storage?spelling=%s\"></iframe>"
            .formatted(escaped(target), escaped(site.issuer()), spelledLong ? "long" : "");
    return (here ? "" : frame) + element(Optional.of(here ? "" : target));
  }

  Response frame() {
    return Response.html("<!DOCTYPE html><title>...</title>" + element(Optional.empty()));
  }

  /**
   * @param elsewhere the frame that keeps what this page does not; empty in that frame itself
   */
  private String element(Optional<String> elsewhere) {
    return "<script data-prefix=\"%s\" data-elsewhere=\"%s\">%s</script>"
        .formatted(
            spelledLong ? "org.imsglobal.lti." : "lti.", escaped(elsewhere.orElse("")), SCRIPT);
  }

  private static String script() {
    try (InputStream js = StorageOffer.class.getResourceAsStream("storage.js")) {
      return new String(js.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("storage.js cannot be read", e);
    }
  }
}
