package org.mydocker.emulator.lti;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.mydocker.emulator.campus.Person;

/**
 * Moodle's sesskey: the secret in return URLs that tells whose page a request comes from. One for
 * each person, since the emulator started.
 */
public final class SessionKeys {
  private final SecureRandom random;
  private final Map<String, String> keyOfPerson = new ConcurrentHashMap<>();

  public SessionKeys(SecureRandom random) {
    this.random = random;
  }

  public String of(Person person) {
    return keyOfPerson.computeIfAbsent(
        person.sub(), sub -> new BigInteger(60, random).toString(Character.MAX_RADIX));
  }

  /** The sub of the person whose key this is. */
  public Optional<String> owner(String key) {
    return keyOfPerson.entrySet().stream()
        .filter(entry -> entry.getValue().equals(key))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
