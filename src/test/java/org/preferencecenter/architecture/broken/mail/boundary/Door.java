package org.preferencecenter.architecture.broken.mail.boundary;

public class Door {
}
