package ai.karen.language.control;

/** Nothing can be embedded now; the message is the reason, a sentence for the operator. */
public class EmbedderUnavailableException extends RuntimeException {

  public EmbedderUnavailableException(String reason) {
    super(reason, null, false, false);
  }
}
