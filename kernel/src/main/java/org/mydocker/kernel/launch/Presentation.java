package org.mydocker.kernel.launch;

import java.net.URI;
import java.util.Optional;

/**
 * How the platform shows us.
 *
 * @param framed in an iframe or a frame of the platform's page
 * @param platformOrigin the origin whose pages may frame ours (SES-08)
 * @param returnUrl back to the platform, already checked to be of its origin (MSG-13)
 */
public record Presentation(boolean framed, URI platformOrigin, Optional<URI> returnUrl) {}
