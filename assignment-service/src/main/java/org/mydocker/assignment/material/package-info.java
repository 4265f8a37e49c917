/**
 * Where an assignment's files come from: an uploaded archive or a Git URL (ACT-01, ACT-21), and the
 * record of each version that was made of them (ACT-02). Making the version itself is the handout
 * room's work.
 */
package org.mydocker.assignment.material;
