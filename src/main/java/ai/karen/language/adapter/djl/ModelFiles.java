package ai.karen.language.adapter.djl;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** The model's files, as the model library carries them. */
final class ModelFiles {
  private ModelFiles() {}

  static InputStream weights() throws IOException {
    return open("all-minilm-l6-v2-q.onnx");
  }

  static InputStream tokenizer() throws IOException {
    return open("all-minilm-l6-v2-q-tokenizer.json");
  }

  private static InputStream open(String name) throws IOException {
    InputStream file = ModelFiles.class.getResourceAsStream("/" + name);
    if (file == null) {
      throw new FileNotFoundException(name + " is not in the shared library");
    }
    return file;
  }
}
