package org.mydocker.web.wiring;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;
import org.mydocker.assignment.pages.AssignmentResource;
import org.mydocker.assignment.pages.CollectingResource;
import org.mydocker.assignment.pages.CourseResource;
import org.mydocker.assignment.pages.CreatingResource;
import org.mydocker.assignment.pages.EditingResource;
import org.mydocker.assignment.pages.ExtensionsResource;
import org.mydocker.assignment.pages.GradingResource;
import org.mydocker.assignment.pages.GroupsResource;
import org.mydocker.assignment.pages.HandingInResource;
import org.mydocker.assignment.pages.LargeFilter;
import org.mydocker.assignment.pages.OwnFilesResource;
import org.mydocker.assignment.pages.ReceiptResource;
import org.mydocker.assignment.pages.SessionHandInResource;
import org.mydocker.assignment.pages.VersionsResource;
import org.mydocker.broker.pages.DashboardResource;
import org.mydocker.broker.pages.EnvironmentResource;
import org.mydocker.broker.pages.GuestLinkResource;
import org.mydocker.broker.pages.GuestsResource;
import org.mydocker.broker.pages.HelpLinkResource;
import org.mydocker.broker.pages.HelpingResource;
import org.mydocker.broker.pages.InvitationResource;
import org.mydocker.broker.pages.JoinResource;
import org.mydocker.broker.pages.PermissionsResource;
import org.mydocker.broker.pages.ProgressResource;
import org.mydocker.broker.pages.SessionResource;
import org.mydocker.lti.deeplink.DeepLinkingResource;
import org.mydocker.lti.deployment.DeploymentsResource;
import org.mydocker.lti.registration.RegistrationsResource;
import org.mydocker.lti.support.SupportResource;
import org.mydocker.web.admin.AdminResource;
import org.mydocker.web.page.PageWriter;
import org.mydocker.web.page.RefusalMapper;
import org.mydocker.web.signin.EnteringResource;
import org.mydocker.web.signin.FrontResource;
import org.mydocker.web.signin.PopOutResource;

/** Every JAX-RS resource and provider of the application; the servlets are in web.xml. */
@ApplicationPath("/")
public class Resources extends Application {

  /**
   * Addresses stay relative: Jersey would build absolute ones from the request's Host header
   * (OPS-08).
   */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.headers.location.relative.resolution.disabled", true);
  }

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        AdminResource.class,
        AssignmentResource.class,
        CollectingResource.class,
        CourseResource.class,
        CreatingResource.class,
        DashboardResource.class,
        DeepLinkingResource.class,
        DeploymentsResource.class,
        EditingResource.class,
        EnteringResource.class,
        EnvironmentResource.class,
        ExtensionsResource.class,
        FrontResource.class,
        GradingResource.class,
        GuestLinkResource.class,
        GuestsResource.class,
        GroupsResource.class,
        HandingInResource.class,
        HelpLinkResource.class,
        HelpingResource.class,
        InvitationResource.class,
        JoinResource.class,
        LargeFilter.class,
        OwnFilesResource.class,
        PageWriter.class,
        PermissionsResource.class,
        PopOutResource.class,
        ProgressResource.class,
        ReceiptResource.class,
        RefusalMapper.class,
        RegistrationsResource.class,
        SessionHandInResource.class,
        SessionResource.class,
        SupportResource.class,
        VersionsResource.class);
  }
}
