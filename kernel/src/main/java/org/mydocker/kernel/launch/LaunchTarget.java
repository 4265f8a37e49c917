package org.mydocker.kernel.launch;

import java.util.List;
import org.mydocker.kernel.people.Viewer;

/**
 * What an activity of the platform can open. A module that takes launches implements it; the
 * launch's custom parameter {@link Launch#TARGET} names the {@link #key()}. Two claimants of one
 * key are an error at start.
 */
public interface LaunchTarget {

  String key();

  /**
   * Takes the launch.
   *
   * @return where to go, a path inside the visit such as {@code assignments/ID}
   * @throws org.mydocker.kernel.problem.Refusal when this target is not this viewer's
   */
  String open(Launch launch);

  /**
   * What a teacher may pick in deep linking: things that exist, and pages on which to make a new
   * one.
   */
  List<Choice> choices(Viewer teacher);
}
