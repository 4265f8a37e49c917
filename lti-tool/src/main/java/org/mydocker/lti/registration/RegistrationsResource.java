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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.mydocker.kernel.access.Access;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.access.Subject;
import org.mydocker.kernel.audit.Audit;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.page.Visit;
import org.mydocker.kernel.people.TenantId;
import org.mydocker.lti.login.OwnAddresses;
import org.mydocker.lti.platform.Deployment;
import org.mydocker.lti.platform.PersonalData;
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
  public Page invite(
      @FormParam("approve") @DefaultValue("false") boolean approve,
      @FormParam("tenant") @DefaultValue("") String tenant,
      @FormParam("names") @DefaultValue("false") boolean names,
      @FormParam("emails") @DefaultValue("false") boolean emails) {
    administer();
    URI invitation =
        registrations.invite(approve, tenant(tenant), new PersonalData(names, emails), by());
    record("all", approve ? "invited, approved beforehand" : "invited");
    return page(Optional.of(invitation));
  }

  @POST
  @Path("{id}/{act: approve|suspend|resume|refresh-keys}")
  public Response act(
      @PathParam("id") String id,
      @PathParam("act") String act,
      @FormParam("host") List<String> hosts) {
    administer();
    RegistrationId registration = parsed(id);
    switch (act) {
      case "approve" -> registrations.approve(registration, Set.copyOf(hosts));
      case "suspend" -> registrations.suspend(registration);
      case "resume" -> registrations.resume(registration, Set.copyOf(hosts));
      default -> registrations.refreshKeys(registration);
    }
    record(id, act);
    return back();
  }

  @POST
  @Path("{id}/change/{word: confirm|drop}")
  public Response change(
      @PathParam("id") String id,
      @PathParam("word") String word,
      @FormParam("change") @DefaultValue("") String fingerprint,
      @FormParam("host") List<String> hosts) {
    administer();
    if (word.equals("confirm")) {
      registrations.confirmChange(parsed(id), fingerprint, Set.copyOf(hosts));
    } else {
      registrations.dropChange(parsed(id), fingerprint);
    }
    record(id, "change " + word);
    return back();
  }

  @POST
  @Path("{id}/wanted")
  public Response want(
      @PathParam("id") String id,
      @FormParam("names") @DefaultValue("false") boolean names,
      @FormParam("emails") @DefaultValue("false") boolean emails) {
    administer();
    registrations.want(parsed(id), new PersonalData(names, emails));
    record(id, "wants" + (names ? " names" : "") + (emails ? " emails" : ""));
    return back();
  }

  @POST
  @Path("{id}/service-hosts")
  public Response serveFrom(
      @PathParam("id") String id, @FormParam("hosts") @DefaultValue("") String hosts) {
    administer();
    List<String> named = registrations.serveFrom(parsed(id), hosts);
    record(id, named.isEmpty() ? "no other service hosts" : "service hosts " + named);
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
      @FormParam("tokenAudience") @DefaultValue("") String tokenAudience,
      @FormParam("jwksUrl") @DefaultValue("") String jwksUrl,
      @FormParam("productFamily") @DefaultValue("") String productFamily,
      @FormParam("names") @DefaultValue("false") boolean names,
      @FormParam("emails") @DefaultValue("false") boolean emails) {
    administer();
    RegistrationId id =
        registrations.add(
            new ManualRegistration(
                issuer.strip(),
                clientId.strip(),
                Optional.of(deploymentId.strip()).filter(d -> !d.isEmpty()),
                authorizationEndpoint.strip(),
                tokenEndpoint.strip(),
                Optional.of(tokenAudience.strip()).filter(a -> !a.isEmpty()),
                jwksUrl.strip(),
                productFamily.strip(),
                new PersonalData(names, emails)),
            by());
    record(id.toString(), "added by hand");
    return back();
  }

  private Page page(Optional<URI> invitation) {
    Map<String, Object> model = new HashMap<>();
    model.put(
        "registrations", registrations.all().stream().map(RegistrationsResource::shown).toList());
    model.put(
        "tenants",
        registrations.tenants().entrySet().stream()
            .map(t -> Map.of("id", t.getKey().toString(), "name", t.getValue()))
            .toList());
    model.put("usual", shown(registrations.usual()));
    model.put("path", visit.path("admin/registrations").toString());
    model.put("loginUrl", addresses.at(OwnAddresses.LOGIN).toString());
    model.put("launchUrl", addresses.launch().toString());
    model.put("keysUrl", addresses.at(OwnAddresses.KEYS).toString());
    model.put("iconUrl", addresses.at(OwnAddresses.ICON).toString());
    model.put("custom", String.join("\n", ToolDescription.customLines()));
    invitation.ifPresent(i -> model.put("invitation", i.toString()));
    return Page.of("lti/admin-registrations", model);
  }

  /** Templates read maps. */
  private static Map<String, Object> shown(Registrations.View view) {
    Registration registration = view.registration();
    Map<String, Object> shown = new HashMap<>();
    shown.put("id", registration.id().toString());
    shown.put("name", registration.name());
    shown.put("issuer", registration.issuer());
    shown.put("clientId", registration.clientId());
    shown.put("status", registration.status().name().toLowerCase(Locale.ROOT));
    shown.put(
        "product", (registration.productFamily() + " " + registration.productVersion()).strip());
    shown.put(
        "endpoints",
        List.of(
            registration.authorizationEndpoint().toString(),
            registration.tokenEndpoint().toString(),
            registration.jwksUrl().toString()));
    shown.put("foreign", foreign(registration));
    shown.put(
        "serviceHosts",
        registration.serviceHosts().stream().sorted().collect(Collectors.joining("\n")));
    shown.put("refusedHosts", view.refusedHosts());
    shown.put(
        "scopes", registration.scopes().stream().map(RegistrationsResource::end).sorted().toList());
    shown.put("messages", registration.messages().stream().sorted().toList());
    shown.put("wanted", shown(view.wanted()));
    shown.put("deployments", view.deployments().stream().map(Deployment::deploymentId).toList());
    shown.put(
        "refusals",
        view.refusals().stream()
            .map(r -> Map.of("at", r.at().toString(), "code", r.code(), "detail", r.detail()))
            .toList());
    view.change().ifPresent(change -> shown.put("change", shown(change, registration)));
    return shown;
  }

  private static Map<String, Object> shown(Change change, Registration now) {
    return Map.of(
        "fingerprint", change.fingerprint(),
        "foreign", foreign(change.changed()),
        "differences",
            change.from(now).stream()
                .map(d -> Map.of("what", d.what(), "now", d.now(), "then", d.then()))
                .toList());
  }

  private static Map<String, Boolean> shown(PersonalData wanted) {
    return Map.of("names", wanted.names(), "emails", wanted.emails());
  }

  /** Each host once, with what it is for. */
  private static List<Map<String, Object>> foreign(Registration registration) {
    Map<String, List<String>> endpoints = new LinkedHashMap<>();
    ForeignHost.of(registration)
        .forEach(
            f -> endpoints.computeIfAbsent(f.host(), h -> new ArrayList<>()).add(f.endpoint()));
    return endpoints.entrySet().stream()
        .map(e -> Map.<String, Object>of("host", e.getKey(), "endpoints", e.getValue()))
        .toList();
  }

  /** The last word of a scope says which it is. */
  private static String end(String scope) {
    return scope.substring(scope.lastIndexOf('/') + 1);
  }

  private static Optional<TenantId> tenant(String id) {
    try {
      return id.isBlank() ? Optional.empty() : Optional.of(TenantId.of(id));
    } catch (IllegalArgumentException e) {
      throw (RegistrationRefused)
          new RegistrationRefused(Reason.FIELD_INVALID, "tenant").initCause(e);
    }
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
