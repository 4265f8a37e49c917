/**
 * Bringing a branch or tag of somebody's Git server into a repository of ours.
 *
 * <p>By JGit alone, over the outbound wall's pinned connections, into a quarantine that is judged
 * before anything reaches the repository (ACT-21). Nothing is checked out, nothing executed.
 */
package org.mydocker.walls.gitfetch;
