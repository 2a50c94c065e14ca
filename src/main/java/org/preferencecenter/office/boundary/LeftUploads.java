package org.preferencecenter.office.boundary;

import java.io.File;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * The server holds what is being uploaded in a folder of its own, in clear, and deletes it with the request. Where it was killed
 * meanwhile, a scan or a list of people would stay: out of reach of every erasure. Nothing there is anybody's when it starts.
 */
@WebListener
public class LeftUploads implements ServletContextListener {

    private static final Logger LOG = System.getLogger(LeftUploads.class.getName());
    /** As Undertow names them. */
    private static final String UPLOADS = "undertow*upload";

    @Override
    public void contextInitialized(ServletContextEvent event) {
        if (event.getServletContext().getAttribute(ServletContext.TEMPDIR) instanceof File folder) {
            int left = delete(folder.toPath());
            if (left > 0) {
                LOG.log(Level.INFO, "{0} unfinished uploads of a server that was killed were deleted", Integer.toString(left));
            }
        }
    }

    /** @return how many there were */
    static int delete(Path folder) {
        int deleted = 0;
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> uploads = Files.newDirectoryStream(folder, UPLOADS)) {
                for (Path upload : uploads) {
                    Files.deleteIfExists(upload);
                    deleted++;
                }
            } catch (IOException e) {
                LOG.log(Level.WARNING, "unfinished uploads could not be deleted: {0}", e.getClass().getName());
            }
        }
        return deleted;
    }
}
