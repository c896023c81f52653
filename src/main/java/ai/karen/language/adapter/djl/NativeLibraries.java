package ai.karen.language.adapter.djl;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

/**
 * Where native libraries are unpacked: one folder that each start uses again. Left to themselves
 * the libraries fill the temporary folder with a copy a start, which a killed process never
 * removes.
 */
final class NativeLibraries {
  private static final Logger LOG = System.getLogger(NativeLibraries.class.getName());

  private NativeLibraries() {}

  /** Must come before the first use of a class of DJL's; an operator's own settings win. */
  static void keepIn(Path folder) {
    Path home = folder.toAbsolutePath();
    setUnlessSet("ai.djl.offline", "true");
    setUnlessSet("OPT_OUT_TRACKING", "true");
    setUnlessSet("DJL_CACHE_DIR", home.toString());
    setUnlessSet("ENGINE_CACHE_DIR", home.toString());
    try {
      unpackRuntime(Files.createDirectories(home.resolve("onnxruntime")));
    } catch (IOException failure) {
      LOG.log(Level.DEBUG, "ONNX Runtime unpacks itself into the temporary folder", failure);
    }
  }

  private static void unpackRuntime(Path folder) throws IOException {
    for (String library : List.of("onnxruntime", "onnxruntime4j_jni")) {
      unpack(System.mapLibraryName(library), folder);
    }
    setUnlessSet("onnxruntime.native.path", folder.toString());
  }

  /** Written beside and moved, so that a crash never leaves half a library. */
  private static void unpack(String file, Path folder) throws IOException {
    String resource = "/ai/onnxruntime/native/" + platform() + "/" + file;
    try (InputStream packed = NativeLibraries.class.getResourceAsStream(resource)) {
      if (packed == null) {
        throw new IOException(resource + " is not there");
      }
      Path beside = folder.resolve(file + ".new");
      Files.copy(packed, beside, StandardCopyOption.REPLACE_EXISTING);
      Files.move(beside, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** ONNX Runtime's own names for systems and processors. */
  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String name = system.contains("win") ? "win" : system.contains("mac") ? "osx" : "linux";
    return name + "-" + (System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x64");
  }

  private static void setUnlessSet(String key, String value) {
    if (System.getenv(key) == null && System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }
}
