package ai.karen;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The REST application; its resources are found by scanning. */
@ApplicationPath("/")
public class KarenApplication extends Application {}
