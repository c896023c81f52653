package ai.karen.audit.adapter.command;

import ai.karen.audit.entity.ChainCheck;
import ai.karen.audit.entity.SealedEntry;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Checks an exported audit log: says that it is whole, or which entry is the first that is not what
 * was written. Ends with one of the codes below.
 */
public final class AuditCommand {
  static final int WHOLE = 0;
  static final int BROKEN = 1;
  static final int MISUSED = 2;
  static final int REFUSED = 3;

  private static final String USAGE =
      """
      check [--part] [--secret FILE] EXPORT...
      EXPORT    a file of pages that GET /api/admin/security/events gave out, in any order
      --secret  the file with the deployment's secret, such as "secret" in the data folder, so that
                the seals are checked too: without it whoever can write to the database could have
                made all hashes anew
      --part    the files are a part of the log, so that chains may begin anywhere
      Ends with 0 when it is whole, 1 when it is broken, 2 when misused, 3 when a file can't be read.""";

  private final PrintStream out;

  AuditCommand(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] arguments) {
    FileOutputStream standard = new FileOutputStream(FileDescriptor.out);
    PrintStream out = new PrintStream(standard, true, StandardCharsets.UTF_8);
    System.exit(new AuditCommand(out).run(List.of(arguments)));
  }

  /**
   * @return the exit code
   */
  int run(List<String> arguments) {
    List<String> words = new ArrayList<>(arguments);
    boolean isPart = words.remove("--part");
    try {
      UnaryOperator<String> seal = seal(words);
      if (words.size() < 2 || !words.get(0).equals("check")) {
        out.println(USAGE);
        return MISUSED;
      }
      return check(words.subList(1, words.size()), new ChainCheck(seal, isPart), seal != null);
    } catch (IOException | IllegalArgumentException refused) {
      out.println("That can't be done: " + refused.getMessage());
      return REFUSED;
    }
  }

  private int check(List<String> files, ChainCheck check, boolean isSealed) throws IOException {
    List<SealedEntry> all = new ArrayList<>();
    for (String file : files) {
      all.addAll(Export.entries(Files.readString(Path.of(file))));
    }
    all.stream()
        .sorted(
            Comparator.comparing((SealedEntry each) -> each.entry().chain())
                .thenComparing(each -> each.entry().seq()))
        .distinct()
        .forEach(check::add);
    Optional<String> broken = check.result();
    out.println(broken.orElse("All " + check.count() + " entries are whole."));
    if (!isSealed) {
      out.println("The seals were not checked: give the deployment's secret with --secret.");
    }
    return broken.isPresent() ? BROKEN : WHOLE;
  }

  /** Null where no secret is given. */
  private static UnaryOperator<String> seal(List<String> words) throws IOException {
    int option = words.indexOf("--secret");
    if (option < 0 || option + 1 >= words.size()) {
      return null;
    }
    words.remove(option);
    return Seals.with(Files.readString(Path.of(words.remove(option))).strip());
  }
}
