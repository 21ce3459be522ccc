from django.urls import path

from syndication import feed_paths

from .feeds import desk_feed
from .views import accountability, asking, desks, following, public, receipts, referrals, tracking

app_name = "questions"
urlpatterns = [
    path("questions/", public.index, name="list"),
    path("questions/<int:pk>/", public.detail, name="detail"),
    path("q/<int:pk>/", desks.short, name="short"),
    path("questions/desks/", desks.index, name="desks"),
    path("questions/desks/<slug:slug>/", desks.detail, name="desk"),
    path("questions/desks/<slug:slug>/ask/", asking.ask, name="ask"),
    path("questions/desks/<slug:slug>/poster/", desks.poster, name="poster"),
    path("questions/track/", tracking.track, name="track"),
    path("questions/track/receipt/", receipts.receipt, name="receipt"),
    path("questions/track/leave/", tracking.leave, name="leave"),
    path("questions/track/case/", following.progress, name="progress"),
    path("questions/track/case/withdraw/", following.withdraw, name="withdraw"),
    path("questions/track/case/<slug:action>/", following.act, name="act"),
    path("questions/track/case/pictures/<int:pk>/", following.picture, name="case_picture"),
    path("questions/track/<slug:code>/", tracking.enter, name="enter"),
    path("questions/referrals/<str:token>/", referrals.referral, name="referral"),
    path("questions/referrals/<str:token>/pictures/<int:pk>/", referrals.picture, name="referral_picture"),
    path("questions/accountability/", accountability.accountability, name="accountability"),
    path("questions/accountability/table.csv", accountability.accountability_csv, name="accountability_csv"),
    *feed_paths("desks/<slug:slug>/", desk_feed, "desk_feed"),
]
