package ai.karen.language.adapter.djl;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Cuts texts into the runs of tokens that the model reads at once. Thread-safe. */
final class Windows {
  /** The length that the model was trained for, its two special tokens included. */
  static final int LENGTH = 256;

  private final HuggingFaceTokenizer tokenizer;

  private Windows(HuggingFaceTokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  static Windows load() throws IOException {
    Map<String, String> options =
        Map.of(
            "maxLength", String.valueOf(LENGTH),
            "modelMaxLength", String.valueOf(LENGTH),
            "truncation", "true",
            "padding", "false",
            "withOverflowingTokens", "true");
    try (InputStream vocabulary = ModelFiles.tokenizer()) {
      return new Windows(HuggingFaceTokenizer.newInstance(vocabulary, options));
    }
  }

  /** One window for a short text, consecutive ones for a long text; never none. */
  List<Encoding> of(String text) {
    Encoding first = tokenizer.encode(text, true, true);
    return Stream.concat(Stream.of(first), Stream.of(first.getOverflowing())).toList();
  }

  static int tokens(List<Encoding> windows) {
    return windows.stream().mapToInt(window -> window.getIds().length).sum();
  }

  void close() {
    tokenizer.close();
  }
}
