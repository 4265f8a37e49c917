/**
 * The door for {@code git} from a laptop: tokens that students make for themselves (SAFE-09), what
 * a token opens, and what an accepted push means. The protocol itself is {@code repository.http}'s.
 */
package org.mydocker.assignment.git;
