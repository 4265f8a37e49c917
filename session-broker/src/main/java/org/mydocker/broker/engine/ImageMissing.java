package org.mydocker.broker.engine;

/** The engine does not hold the image: pull or build it first. */
public final class ImageMissing extends EngineFailure {
  private final String image;

  public ImageMissing(String image) {
    super("the engine has no image " + image, null);
    this.image = image;
  }

  public String image() {
    return image;
  }
}
