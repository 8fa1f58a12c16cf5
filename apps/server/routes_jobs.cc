// Uploads. SPDX-License-Identifier: Apache-2.0
#include "server/jobs.h"
#include "server/routes.h"
#include "shared/source_work.h"

namespace chancery::server {

namespace {

Response upload(Desk& desk, const Visit& visit) {
    const Values& values = visit.values();
    if (visit.request.body_file.empty() || visit.request.body_size == 0) {
        return to_response(problem(422, "the file is empty"));
    }
    if (const auto fields = read_fields(values.all("field")); !fields) {
        return to_response(bad_field("query", "field", fields.error().message));
    }
    auto job = desk.jobs().add({values.text("name"),
                                visit.request.body_file,
                                visit.caller.author,
                                visit.request.body_size,
                                values.all("field")});
    if (!job) {
        Problem busy = problem(503, job.error().message);
        busy.retry_after = 10;
        return to_response(busy);
    }
    Response out = to_response(*job, 202);
    out.set("Location", "/v1/jobs/" + (*job)["id"].get<std::string>());
    return out;
}

Response none(const Visit& visit) {
    return to_response(
        problem(404, "there is no job " + visit.values().text("job") + " any more"));
}

Response list_jobs(Desk& desk, const Visit&) {
    return to_response(Json{{"jobs", desk.jobs().list()}});
}

Response get_job(Desk& desk, const Visit& visit) {
    const auto job = desk.jobs().find(visit.values().text("job"));
    return job ? to_response(*job) : none(visit);
}

Response cancel_job(Desk& desk, const Visit& visit) {
    switch (desk.jobs().cancel(visit.values().text("job"))) {
        case Jobs::Cancelled::none:
            return none(visit);
        case Jobs::Cancelled::over:
            return to_response(problem(409, "the job has ended already"));
        case Jobs::Cancelled::done:
            break;
    }
    Response out;
    out.status = 204;
    return out;
}

}  // namespace

void add_job_routes(Routes& into) {
    into["upload"].serve = upload;
    into["listJobs"].serve = list_jobs;
    into["getJob"].serve = get_job;
    into["cancelJob"].serve = cancel_job;
}

}  // namespace chancery::server
