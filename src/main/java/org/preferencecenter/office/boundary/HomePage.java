package org.preferencecenter.office.boundary;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** What needs somebody today, and how we stand. */
@Named("officeHomePage")
@RequestScoped
public class HomePage {

    @Inject
    private Desk desk;

    public String getGreeting() {
        int hour = desk.now().atZone(desk.zone()).getHour();
        return desk.say(hour < 12 ? "home.morning" : hour < 18 ? "home.afternoon" : "home.evening", desk.officer().name());
    }
}
