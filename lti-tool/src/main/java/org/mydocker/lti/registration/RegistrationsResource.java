package org.mydocker.lti.registration;

import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mydocker.kernel.access.Access;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.access.Subject;
import org.mydocker.kernel.audit.Audit;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.page.Visit;
import org.mydocker.lti.login.OwnAddresses;
import org.mydocker.lti.platform.Deployment;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.platform.RegistrationId;
import org.mydocker.lti.registration.RegistrationRefused.Reason;

/**
 * The administration's page of registrations: the list with what each may, an invitation to make, a
 * form for what registers by hand, and the addresses to copy into Moodle (DYN-13).
 */
@Path("v/{visit}/admin/registrations")
@Produces(MediaType.TEXT_HTML)
public class RegistrationsResource {

  private static final Subject SUBJECT = Subject.ofSite("registrations", "all");

  private final Registrations registrations;
  private final OwnAddresses addresses;
  private final Visit visit;
  private final Audit audit;

  @Inject
  public RegistrationsResource(
      Registrations registrations, OwnAddresses addresses, Visit visit, Audit audit) {
    this.registrations = registrations;
    this.addresses = addresses;
    this.visit = visit;
    this.audit = audit;
  }

  @GET
  public Page list() {
    administer();
    return page(Optional.empty());
  }

  @POST
  @Path("invite")
  public Page invite(@FormParam("approve") @DefaultValue("false") boolean approve) {
    administer();
    URI invitation = registrations.invite(approve, Optional.empty(), by());
    record("all", approve ? "invited, approved beforehand" : "invited");
    return page(Optional.of(invitation));
  }

  @POST
  @Path("{id}/{act: approve|suspend|resume|refresh-keys}")
  public Response act(@PathParam("id") String id, @PathParam("act") String act) {
    administer();
    RegistrationId registration = parsed(id);
    switch (act) {
      case "approve" -> registrations.approve(registration);
      case "suspend" -> registrations.suspend(registration);
      case "resume" -> registrations.resume(registration);
      default -> registrations.refreshKeys(registration);
    }
    record(id, act);
    return back();
  }

  @POST
  @Path("{id}/deployments")
  public Response addDeployment(
      @PathParam("id") String id, @FormParam("deployment") @DefaultValue("") String deployment) {
    administer();
    registrations.addDeployment(parsed(id), deployment.strip());
    record(id, "deployment added");
    return back();
  }

  @POST
  public Response add(
      @FormParam("issuer") @DefaultValue("") String issuer,
      @FormParam("clientId") @DefaultValue("") String clientId,
      @FormParam("deploymentId") @DefaultValue("") String deploymentId,
      @FormParam("authorizationEndpoint") @DefaultValue("") String authorizationEndpoint,
      @FormParam("tokenEndpoint") @DefaultValue("") String tokenEndpoint,
      @FormParam("jwksUrl") @DefaultValue("") String jwksUrl,
      @FormParam("productFamily") @DefaultValue("") String productFamily) {
    administer();
    RegistrationId id =
        registrations.add(
            new ManualRegistration(
                issuer.strip(),
                clientId.strip(),
                Optional.of(deploymentId.strip()).filter(d -> !d.isEmpty()),
                authorizationEndpoint.strip(),
                tokenEndpoint.strip(),
                jwksUrl.strip(),
                productFamily.strip()),
            by());
    record(id.toString(), "added by hand");
    return back();
  }

  private Page page(Optional<URI> invitation) {
    Map<String, Object> model = new HashMap<>();
    model.put(
        "registrations", registrations.all().stream().map(RegistrationsResource::shown).toList());
    model.put("path", visit.path("admin/registrations").toString());
    model.put("loginUrl", addresses.at(OwnAddresses.LOGIN).toString());
    model.put("launchUrl", addresses.launch().toString());
    model.put("keysUrl", addresses.at(OwnAddresses.KEYS).toString());
    invitation.ifPresent(i -> model.put("invitation", i.toString()));
    return Page.of("lti/admin-registrations", model);
  }

  /** Templates read maps. */
  private static Map<String, Object> shown(Registrations.View view) {
    Registration registration = view.registration();
    return Map.of(
        "id", registration.id().toString(),
        "name", registration.name(),
        "issuer", registration.issuer(),
        "clientId", registration.clientId(),
        "status", registration.status().name().toLowerCase(Locale.ROOT),
        "product", (registration.productFamily() + " " + registration.productVersion()).strip(),
        "endpoints",
            List.of(
                registration.authorizationEndpoint().toString(),
                registration.tokenEndpoint().toString(),
                registration.jwksUrl().toString()),
        "deployments", view.deployments().stream().map(Deployment::deploymentId).toList(),
        "refusals",
            view.refusals().stream()
                .map(r -> Map.of("at", r.at().toString(), "code", r.code(), "detail", r.detail()))
                .toList());
  }

  private void administer() {
    Access.require(visit.viewer(), Act.ADMINISTER, SUBJECT);
  }

  private void record(String id, String reason) {
    audit.record(visit.viewer(), Act.ADMINISTER, Subject.ofSite("registration", id), reason);
  }

  private String by() {
    return visit.viewer().person().toString();
  }

  private Response back() {
    return Response.seeOther(visit.path("admin/registrations")).build();
  }

  private static RegistrationId parsed(String id) {
    try {
      return RegistrationId.of(id);
    } catch (IllegalArgumentException e) {
      throw (RegistrationRefused) new RegistrationRefused(Reason.NOT_FOUND).initCause(e);
    }
  }
}
