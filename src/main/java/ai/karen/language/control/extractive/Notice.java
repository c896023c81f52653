package ai.karen.language.control.extractive;

/** The responder's own sentences. All else is quoted. */
enum Notice {
  FOUND("so what follows is quoted from this conversation"),
  SUMMARISED("so this summary consists of sentences quoted from the text"),
  MANUAL("so what follows is quoted from Karen's manual"),
  SMALLTALK("so I can only quote from this conversation and from Karen's manual"),
  NOTHING("and neither this conversation nor Karen's manual holds an answer to this"),
  NO_TEXT("and there is no text in this conversation that could be summarised");

  static final String INVITATION =
      "Paste a text to have it searched or summarised, or ask how to set Karen up.";
  static final String LEFT_OUT =
      "The conversation is longer than 200,000 characters or 2,000 sentences, and the rest of it"
          + " was left out.";

  private static final String BEGINNING = "No generative model is available right now, ";
  private static final String END =
      "; set OPENAI_API_KEY or another provider's key, or start Ollama, to get one.";

  private final String consequence;

  Notice(String consequence) {
    this.consequence = consequence;
  }

  /** One sentence: no model, what that means for this answer, how to get one. */
  String sentence() {
    return BEGINNING + consequence + END;
  }

  /** Whether a text is an answer of the responder's; those are not worth quoting again. */
  static boolean isIn(String text) {
    return text.contains(BEGINNING);
  }
}
