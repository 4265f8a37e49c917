package org.mydocker.lti.login;

/**
 * A window of the platform that keeps a word for us while a login is under way (SES-05(a), SES-07),
 * as LTI Client Side postMessages has it. The word is kept under the name of the login's cookie.
 *
 * @param window {@code _parent}, or the name of a frame beside ours
 * @param wordHash the fingerprint of the word
 */
public record PlatformStorage(String window, String wordHash) {}
