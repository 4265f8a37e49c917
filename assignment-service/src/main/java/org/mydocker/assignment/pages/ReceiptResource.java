package org.mydocker.assignment.pages;

import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.catalogue.AssignmentDoor;
import org.mydocker.assignment.collection.ExportingWork;
import org.mydocker.assignment.handin.HandedIn;
import org.mydocker.assignment.handin.Receipts;
import org.mydocker.assignment.handin.Submissions;
import org.mydocker.assignment.work.StudentWork;
import org.mydocker.assignment.work.StudentWorks;
import org.mydocker.kernel.access.Refused;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.page.Visit;
import org.mydocker.kernel.problem.Refusal;
import org.mydocker.kernel.receipt.Receipt;
import org.mydocker.kernel.receipt.SignedReceipt;

/** One's own submission: the receipt to read, the receipt to keep, and the files (ACT-09). */
@Path("v/{visit}/assignments/{id: [0-9a-f-]{36}}/handed-in/{number: [1-9][0-9]{0,8}}")
public class ReceiptResource {

  @Inject Visit visit;
  @Inject AssignmentDoor door;
  @Inject StudentWorks works;
  @Inject Submissions submissions;
  @Inject Receipts receipts;
  @Inject ExportingWork exporting;

  @PathParam("id")
  PathId id;

  @PathParam("number")
  int number;

  @QueryParam("as")
  @DefaultValue("")
  String as;

  private record Mine(Assignment assignment, StudentWork work, HandedIn submission) {}

  @GET
  public Page receipt() {
    Mine mine = mine();
    Receipt receipt = receipts.of(mine.assignment(), mine.work(), mine.submission());
    return Page.of(
        "assignment/receipt",
        Map.of(
            "assignment", mine.assignment(),
            "receipt", receipt,
            "line", AssignmentPage.HandedInLine.of(mine.submission(), visit.viewer().locale()),
            "missing", missing(mine.assignment(), receipt),
            "signed", receipts.signs(),
            "query", as.equals("student") ? "?as=student" : ""));
  }

  /** A warning, no refusal: the work is taken as it is (ACT-10). */
  private static List<String> missing(Assignment assignment, Receipt receipt) {
    Set<String> paths =
        receipt.files().stream().map(Receipt.File::path).collect(Collectors.toSet());
    return assignment.details().files().missing(paths);
  }

  @GET
  @Path("receipt.jws")
  public Response signed() {
    Mine mine = mine();
    Receipt receipt = receipts.of(mine.assignment(), mine.work(), mine.submission());
    SignedReceipt signed =
        receipts.sign(receipt).orElseThrow(() -> new Refusal("assignment.unsigned", 404));
    return Downloads.of(
        "receipt-" + mine.assignment().folder() + "-" + number + ".jws",
        "application/jose",
        signed.jws());
  }

  @GET
  @Path("files.zip")
  public Response files() {
    Mine mine = mine();
    String name = mine.assignment().folder() + "-" + number;
    StreamingOutput zip =
        out -> exporting.one(name, mine.work().repository(), mine.submission().commit(), out);
    return Downloads.of(name + ".zip", "application/zip", zip);
  }

  private Mine mine() {
    Assignment assignment = door.own(id.activity(), visit.viewer());
    boolean staff = ActingAs.role(visit.viewer(), as).staff();
    StudentWork work =
        works
            .find(assignment, visit.viewer().person(), staff)
            .orElseThrow(() -> new Refused(Refused.Reason.NOT_OWNER));
    HandedIn submission =
        submissions
            .find(work.id(), number)
            .orElseThrow(() -> new Refused(Refused.Reason.NOT_OWNER));
    return new Mine(assignment, work, submission);
  }
}
