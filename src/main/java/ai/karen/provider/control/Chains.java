package ai.karen.provider.control;

import ai.karen.configuration.control.SettingProblem;
import ai.karen.configuration.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The chains that the operator configured. Immutable after construction, thread-safe. */
@ApplicationScoped
public class Chains {
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "primary", "openai,gemini,deepseek,local,ollama",
          "local-first", "ollama,local,openai,gemini");

  private final Map<String, List<Link>> chains;
  private final String defaultName;

  /** For the container's client proxy. */
  protected Chains() {
    chains = null;
    defaultName = null;
  }

  @Inject
  public Chains(Settings settings, ProviderDirectory directory) {
    chains = read(settings, directory);
    defaultName = readDefault(settings);
  }

  public Map<String, List<Link>> all() {
    return chains;
  }

  public Optional<List<Link>> find(String name) {
    return Optional.ofNullable(chains.get(name));
  }

  public String defaultName() {
    return defaultName;
  }

  /** The default chain from a provider's place on; the whole chain where it has no place there. */
  public List<Link> after(String provider) {
    List<Link> links = chains.get(defaultName);
    for (int place = 0; place < links.size(); place++) {
      if (links.get(place).provider().equals(provider)) {
        return links.subList(place + 1, links.size());
      }
    }
    return links;
  }

  private static Map<String, List<Link>> read(Settings settings, ProviderDirectory directory) {
    Map<String, List<Link>> chains = new LinkedHashMap<>();
    for (String name : settings.list("karen.chain.names", "primary,local-first")) {
      String key = "karen.chain." + name;
      List<Link> links =
          settings.list(key, DEFAULTS.getOrDefault(name, "")).stream().map(Link::parse).toList();
      chains.put(name, usable(key, links, settings, directory));
    }
    return chains;
  }

  private static List<Link> usable(
      String key, List<Link> links, Settings settings, ProviderDirectory directory) {
    String known = "a comma list of " + String.join(", ", directory.ids());
    if (links.isEmpty()) {
      settings.report(new SettingProblem(key, "", known));
    }
    for (Link link : links) {
      if (directory.find(link.provider()).isEmpty()) {
        settings.report(new SettingProblem(key, link.toString(), known));
      }
    }
    return links.stream().filter(link -> directory.find(link.provider()).isPresent()).toList();
  }

  private String readDefault(Settings settings) {
    String key = "karen.default-chain";
    String name = settings.text(key, "primary");
    if (!chains.containsKey(name)) {
      settings.report(
          new SettingProblem(key, name, "one of " + String.join(", ", chains.keySet())));
      chains.putIfAbsent(name, List.of());
    }
    return name;
  }
}
