package org.mydocker.emulator.page;

import java.util.Optional;
import org.mydocker.emulator.campus.Campus;
import org.mydocker.emulator.campus.Standing;
import org.mydocker.emulator.control.Controls;
import org.mydocker.emulator.http.Endpoint;
import org.mydocker.emulator.http.Handler;
import org.mydocker.emulator.http.Refusal;
import org.mydocker.emulator.http.Request;
import org.mydocker.emulator.http.Response;
import org.mydocker.emulator.http.Router;
import org.mydocker.emulator.lti.DeepLinkingReturn;
import org.mydocker.emulator.lti.Launches;
import org.mydocker.emulator.lti.Site;

/** The routes of what people see in one tenant, and who may see it. */
public final class Pages {

  /** A page for somebody who is known. */
  interface Page {
    Response answer(Request request, Visitor visitor, Words words);
  }

  private final Site site;
  private final Campus campus;
  private final BecomePages become;
  private final CoursePages course;
  private final LaunchPages launch;
  private final RecordPages records;
  private final ToolPages tools;

  public Pages(
      Site site,
      Campus campus,
      Controls controls,
      Launches launches,
      DeepLinkingReturn deepLinkingReturn,
      String toolUrl) {
    this.site = site;
    this.campus = campus;
    this.become = new BecomePages(site, campus);
    this.course = new CoursePages(site, campus, controls);
    this.launch = new LaunchPages(site, campus, launches, deepLinkingReturn);
    this.records = new RecordPages(site, campus);
    this.tools = new ToolPages(site, campus, controls, toolUrl);
  }

  public void routes(Router router) {
    router
        .on("GET", "/?", Endpoint.PAGE, become::choice)
        .on("POST", "/become", Endpoint.PAGE, become::become)
        .on("POST", "/view-as", Endpoint.PAGE, known(become::viewAs))
        .on("GET", "/course", Endpoint.PAGE, known(course::course))
        .on("POST", "/course/activities", Endpoint.PAGE, managing(course::add))
        .on("POST", "/course/activities/{id}/delete", Endpoint.PAGE, managing(course::delete))
        .on("GET", "/activity/{id}", Endpoint.PAGE, known(launch::activity))
        .on("GET", "/deep-linking/{tool}", Endpoint.PAGE, managing(launch::selectContent))
        .on("GET", "/mod/lti/launch.php", Endpoint.LAUNCH, known(launch::launch))
        .on("GET", "/mod/lti/contentitem.php", Endpoint.LAUNCH, managing(launch::contentItem))
        .on(
            "POST",
            "/mod/lti/contentitem_return.php",
            Endpoint.DEEP_LINKING_RETURN,
            launch::contentItemReturn)
        .on("GET", "/storage", Endpoint.PAGE, launch::storage)
        .on("GET", "/mod/lti/return.php", Endpoint.PAGE, launch::back)
        .on("GET", "/gradebook", Endpoint.PAGE, staff(records::gradebook))
        .on("GET", "/roster", Endpoint.PAGE, staff(records::roster))
        .on("GET", "/admin/tools", Endpoint.PAGE, administering(tools::tools))
        .on("POST", "/admin/tools", Endpoint.PAGE, administering(tools::add))
        .on("GET", "/admin/registration", Endpoint.PAGE, administering(tools::registration))
        .on("POST", "/admin/tools/{id}/activate", Endpoint.PAGE, administering(tools::activate))
        .on("POST", "/admin/tools/{id}/delete", Endpoint.PAGE, administering(tools::delete));
  }

  private Handler known(Page page) {
    return request -> {
      Optional<Visitor> visitor = Visitor.of(request, campus);
      return visitor
          .map(who -> page.answer(request, who, Words.in(who.person().locale())))
          .orElseGet(() -> Response.seeOther(site.issuer() + "/"));
    };
  }

  private Handler staff(Page page) {
    return known(
        (request, visitor, words) -> {
          if (!visitor.seesGrades()) {
            throw new Refusal(403, "nopermissions");
          }
          return page.answer(request, visitor, words);
        });
  }

  private Handler managing(Page page) {
    return known(
        (request, visitor, words) -> {
          if (!visitor.manages()) {
            throw new Refusal(403, "nopermissions");
          }
          return page.answer(request, visitor, words);
        });
  }

  private Handler administering(Page page) {
    return managing(
        (request, visitor, words) -> {
          if (visitor.person().standing() != Standing.ADMINISTRATOR) {
            throw new Refusal(403, "nopermissions");
          }
          return page.answer(request, visitor, words);
        });
  }
}
